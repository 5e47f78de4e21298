package io.smolotchi.release.state;

import io.smolotchi.release.catalog.OperationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The copies of the application's databases, below a directory that only root enters: {@code ID/} by the operation that made them, and in it {@code
 * replaced/} for what an undo overwrote. One is there whole or not at all; what is being made has a name that begins with a dot.
 */
public final class Snapshots {

    private static final String MANIFEST = "snapshot.json";
    private static final String REPLACED = "replaced";
    private static final String BROUGHT_BACK = "brought-back";
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rwx------");

    private final Path directory;

    public Snapshots(Path directory) {
        this.directory = directory;
    }

    /** Newest first. */
    public List<Snapshot> all() {
        try (Stream<Path> entries = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            return entries.filter(entry -> entry.getFileName().toString().matches("[0-9]+"))
                    .flatMap(entry -> read(entry).stream())
                    .sorted(Comparator.comparing(Snapshot::id).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    public Optional<Snapshot> of(OperationId id) {
        return read(place(id));
    }

    /**
     * Made when that position was last left.
     *
     * @param live whether the operation made something else live: an attempt that failed left nothing
     */
    public Optional<Snapshot> leaving(OperationId position, Predicate<OperationId> live) {
        return all().stream()
                .filter(snapshot -> snapshot.position().equals(Optional.of(position)))
                .filter(snapshot -> live.test(snapshot.id()))
                .findFirst();
    }

    /** Bytes of the disk that it takes, with what an undo has kept beside it. */
    public long bytes(OperationId id) {
        try (Stream<Path> files = Files.walk(place(id))) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(Snapshots::size)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + place(id), e);
        }
    }

    /** What it takes comes back whole, or not at all. */
    public void remove(OperationId id) {
        try {
            Path going = directory.resolve(".gone-" + id);
            delete(going);
            Files.move(place(id), going, StandardCopyOption.ATOMIC_MOVE);
            Database.sync(directory);
            delete(going);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + place(id), e);
        }
    }

    /** Under the change lock: what was being made, or deleted, when its process ended. */
    public void sweep() {
        try (Stream<Path> entries = Files.isDirectory(directory) ? Files.list(directory) : Stream.empty()) {
            for (Path hidden : entries.filter(
                            entry -> entry.getFileName().toString().startsWith("."))
                    .toList()) {
                delete(hidden);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up " + directory, e);
        }
    }

    /** Of every database of the work, checked; durable when it returns. */
    Snapshot take(OperationId id, StateWork work, StatePlaces places, Instant now) {
        setAside(id, now);
        return made(id, work, places, now, place(id));
    }

    /** An operation takes its copies once: what has its number is of another history, whose catalog was exchanged by hand. */
    private void setAside(OperationId id, Instant now) {
        if (!Files.exists(place(id))) {
            return;
        }
        try {
            Path aside = directory.resolve(id + ".aside-" + now.getEpochSecond());
            Files.move(place(id), aside, StandardCopyOption.ATOMIC_MOVE);
            Database.sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + place(id) + " away", e);
        }
    }

    /** What an undo is about to overwrite, likewise. */
    void keepReplaced(OperationId id, StateWork work, StatePlaces places, Instant now) {
        Path place = place(id).resolve(REPLACED);
        if (read(place).isEmpty()) {
            made(id, work, places, now, place);
        }
    }

    /** Durable: what was written since then must not be overwritten by an undo that is done once more. */
    void noteBroughtBack(OperationId id) {
        Path mark = place(id).resolve(BROUGHT_BACK);
        try {
            Files.writeString(mark, "", StandardCharsets.UTF_8);
            Database.sync(place(id));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + mark, e);
        }
    }

    boolean broughtBack(OperationId id) {
        return Files.exists(place(id).resolve(BROUGHT_BACK));
    }

    Path copy(Snapshot snapshot, Snapshot.Item item) {
        return place(snapshot.id()).resolve(item.copy().orElseThrow());
    }

    private Snapshot made(OperationId id, StateWork work, StatePlaces places, Instant now, Path place) {
        try {
            Path making = place.resolveSibling("." + place.getFileName());
            createDirectories();
            delete(making);
            Files.createDirectory(making, PosixFilePermissions.asFileAttribute(OURS_ALONE));
            List<Snapshot.Item> items = new ArrayList<>();
            for (String path : work.files()) {
                items.add(copied(path, places.database(path), making, items.size() + 1));
            }
            Snapshot snapshot = new Snapshot(Snapshot.FORMAT, id, now, work.of(), work.position(), work.level(), items);
            Files.writeString(making.resolve(MANIFEST), SnapshotJson.write(snapshot), StandardCharsets.UTF_8);
            Database.sync(making.resolve(MANIFEST));
            Database.sync(making);
            Files.move(making, place, StandardCopyOption.ATOMIC_MOVE);
            Database.sync(place.resolve(".."));
            return snapshot;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a copy of the application's state in " + place, e);
        }
    }

    private static Snapshot.Item copied(String path, Database database, Path into, int number) throws IOException {
        Path file = database.file();
        if (!database.exists()) {
            return new Snapshot.Item(path, Optional.empty(), 0, 0, Optional.empty());
        }
        int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0777;
        Path copy = into.resolve(number + ".db");
        database.copyTo(copy);
        return new Snapshot.Item(
                path,
                Optional.of(copy.getFileName().toString()),
                mode,
                Files.size(copy),
                Optional.of(Database.schemaOf(copy)));
    }

    private void createDirectories() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OURS_ALONE));
            Database.sync(directory.resolve(".."));
        }
    }

    private static Optional<Snapshot> read(Path place) {
        Path manifest = place.resolve(MANIFEST);
        try {
            return Files.exists(manifest)
                    ? Optional.of(SnapshotJson.read(Files.readString(manifest, StandardCharsets.UTF_8)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + manifest, e);
        }
    }

    /** Where the copies are, if there are any. */
    public Path place(OperationId id) {
        return directory.resolve(id.toString());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    private static void delete(Path place) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> found = Files.walk(place)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
