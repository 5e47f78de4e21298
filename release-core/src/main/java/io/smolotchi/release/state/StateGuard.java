package io.smolotchi.release.state;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.descriptor.HostRoot;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the application's databases and brings them back, while nothing of it runs. Every call can be made again, whatever an earlier one left: a copy is
 * whole or not there, and bringing back the same copy twice is the same as once.
 */
public final class StateGuard {

    private static final Logger LOG = LoggerFactory.getLogger(StateGuard.class);

    private final HostRoot root;
    private final Snapshots snapshots;
    private final Clock clock;

    public StateGuard(HostRoot root, Snapshots snapshots, Clock clock) {
        this.root = root;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    /**
     * Copies what is there, then makes it again from the copies that the work names, if it names any.
     *
     * @param note told what was done, in words
     */
    public void apply(OperationId id, StateWork work, Consumer<String> note) {
        StatePlaces places = places(work);
        Snapshot taken = snapshots.take(id, work, places, clock.instant());
        note.accept("copied " + words(taken));
        work.restore().ifPresent(from -> {
            Snapshot source = snapshots
                    .of(from)
                    .orElseThrow(() -> new DatabaseTrouble(
                            "cannot restore the state: the copy of @" + from + " is not there any more"));
            restore(source, places);
            note.accept("restored the state from the copy of @" + from + ": " + words(source));
        });
    }

    /**
     * Brings back what {@link #apply} found, where it may be other than that: when it was made again from another copy, or when the new release may have run
     * and changed its schema. What is overwritten is kept. Otherwise the copy is of no use, and goes. Once: what the old release has written since then stays.
     *
     * @param exchanged whether the new release may have run
     */
    public void undo(OperationId id, StateWork work, boolean exchanged, Consumer<String> note) {
        snapshots.sweep();
        Optional<Snapshot> taken = snapshots.of(id);
        if (taken.isEmpty() || snapshots.broughtBack(id)) {
            return;
        }
        StatePlaces places = places(work);
        if (work.restore().isPresent() || (exchanged && (work.changes() || differs(taken.get(), places)))) {
            keepReplaced(id, work, places, note);
            restore(taken.get(), places);
            snapshots.noteBroughtBack(id);
            note.accept("brought back the state of before: " + words(taken.get()));
        } else {
            snapshots.remove(id);
        }
    }

    private StatePlaces places(StateWork work) {
        StatePlaces places = new StatePlaces(root, work.directory());
        for (String file : work.files()) {
            places.obstacle(file).ifPresent(why -> {
                throw new DatabaseTrouble("cannot use " + places.file(file) + ": " + why);
            });
        }
        return places;
    }

    /** A database that was broken meanwhile can't be kept this way: that must not keep the old release from its state. */
    private void keepReplaced(OperationId id, StateWork work, StatePlaces places, Consumer<String> note) {
        try {
            snapshots.keepReplaced(id, work, places, clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("cannot keep what the undo of {} overwrites", id, e);
            note.accept("what the new release left could not be kept: " + e.getMessage());
        }
    }

    private void restore(Snapshot source, StatePlaces places) {
        for (Snapshot.Item item : source.items()) {
            Database database = places.database(item.path());
            if (item.copy().isPresent()) {
                Path copy = snapshots.copy(source, item);
                database.restoreFrom(copy, mode(item.mode()));
            } else if (database.exists()) {
                database.remove();
            }
        }
    }

    private static boolean differs(Snapshot taken, StatePlaces places) {
        return taken.items().stream().anyMatch(item -> {
            Database database = places.database(item.path());
            try {
                return database.exists()
                        ? !Optional.of(database.schema()).equals(item.schema())
                        : item.copy().isPresent();
            } catch (RuntimeException broken) {
                LOG.debug("cannot read the schema of {}", database.file(), broken);
                return true;
            }
        });
    }

    private static Set<PosixFilePermission> mode(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((bits & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    private static String words(Snapshot snapshot) {
        long there = snapshot.items().stream()
                .filter(item -> item.copy().isPresent())
                .count();
        return there + (there == 1 ? " database, " : " databases, ") + ByteCount.words(snapshot.bytes());
    }
}
