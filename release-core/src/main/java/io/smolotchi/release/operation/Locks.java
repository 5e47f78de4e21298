package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two locks. {@code stage.lock} is held for the whole of a staging, {@code lock} for whatever changes what runs or what is known; whoever needs both
 * takes {@code stage.lock} first.
 */
public final class Locks {

    private static final Logger LOG = LoggerFactory.getLogger(Locks.class);
    /** Whoever is refused is to be told so within a second, and takes its time for the rest of it too. */
    private static final long PATIENCE_NANOS = 300_000_000;
    /** For somebody who has ended, and has only to tidy up and let go. */
    private static final long LAST_MOMENT_NANOS = 5_000_000_000L;
    /** For a process that was killed to be gone, with its lock. */
    private static final long DEATH_NANOS = 10_000_000_000L;
    /** Of whatever changes what runs or what is known: both directions with all their timeouts and watches take less. A staging takes what it takes. */
    private static final Duration LIMIT = Duration.ofHours(1);

    private final LockFile change;
    private final LockFile stage;
    private final Clock clock;
    private final Duration limit;

    /** Takes the directory of the manager's own state, such as /var/lib/smolotchi-release. */
    public Locks(Path directory, Clock clock) {
        this(directory, clock, LIMIT);
    }

    Locks(Path directory, Clock clock, Duration limit) {
        this.change = LockFile.at(directory.resolve("lock"));
        this.stage = LockFile.at(directory.resolve("stage.lock"));
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Throws {@link Refused} with {@link Code#BUSY}, which names the holder, when it is taken. Whoever holds it past its deadline is ended: what it left
     * is for the recovery that follows.
     */
    public LockFile.Held change(String operation, String actor) {
        return change(operation, actor, _ -> false);
    }

    /**
     * Likewise.
     *
     * @param ended whether the holder has said already how it ended, and is worth waiting for
     */
    public LockFile.Held change(String operation, String actor, Predicate<Holder> ended) {
        return acquire(change, operation, actor, ended);
    }

    /** Like {@link #change}, for staging. */
    public LockFile.Held stage(String operation, String actor) {
        return acquire(stage, operation, actor, _ -> false);
    }

    /**
     * Waits for the change lock: the last moment of a staging must not fail because somebody marks a release.
     *
     * @param givenUp ends the waiting, with {@link Code#CANCELLED}
     */
    public LockFile.Held changeWaiting(String operation, String actor, BooleanSupplier givenUp) {
        while (true) {
            Optional<LockFile.Held> held =
                    change.tryAcquire(holder(change, operation, actor)).or(() -> fromHung(change, operation, actor));
            if (held.isPresent()) {
                return held.get();
            }
            if (givenUp.getAsBoolean()) {
                throw new Refused(
                        Code.CANCELLED,
                        "cannot finish " + operation
                                + ": because it was cancelled while another operation held the lock",
                        "");
            }
            pause();
        }
    }

    /** Empty also when it hangs: nothing is to be waited for then. */
    public Optional<Holder> changeHolder() {
        return change.holder().filter(holder -> !holder.overdue());
    }

    /** Who holds the change lock past its deadline. */
    public Optional<Holder> hungHolder() {
        return change.holder().filter(Holder::overdue);
    }

    public Optional<Holder> stageHolder() {
        return stage.holder();
    }

    /** Who holds a lock that an operation of this kind needs. The last moment of a staging waits for the change lock by itself. */
    public Optional<Holder> inTheWay(OperationKind kind) {
        return switch (kind) {
            case STAGE -> stageHolder();
            case PRUNE, ADOPT, REPAIR, REBUILD -> stageHolder().or(this::changeHolder);
            case ACTIVATE, ROLLBACK, REDO, RE_RENDER, PROJECT, UNINSTALL, MARK, SCHEDULE, RECOVER, MEND, MASK ->
                changeHolder();
        };
    }

    /** Waits for a moment: what is held for an instant is no reason to refuse. */
    private LockFile.Held acquire(LockFile file, String operation, String actor, Predicate<Holder> ended) {
        return within(PATIENCE_NANOS, file, operation, actor)
                .or(() -> file.holder().filter(ended).flatMap(_ -> within(LAST_MOMENT_NANOS, file, operation, actor)))
                .or(() -> fromHung(file, operation, actor))
                .orElseThrow(() -> busy(file, operation));
    }

    private Optional<LockFile.Held> within(long nanos, LockFile file, String operation, String actor) {
        long deadline = System.nanoTime() + nanos;
        Optional<LockFile.Held> held = file.tryAcquire(holder(file, operation, actor));
        while (held.isEmpty() && System.nanoTime() < deadline) {
            pause();
            held = file.tryAcquire(holder(file, operation, actor));
        }
        return held;
    }

    /** Ends the process that hangs with the lock, if there is one, and takes its place. Never this process itself. */
    private Optional<LockFile.Held> fromHung(LockFile file, String operation, String actor) {
        Optional<Holder> hung = file.holder()
                .filter(Holder::overdue)
                .filter(holder -> !holder.process().equals(ProcessMark.self()));
        if (hung.isEmpty() || !killed(hung.get())) {
            return Optional.empty();
        }
        LOG.warn("ended {}, which held {} past its deadline", hung.get().words(), file);
        long deadline = System.nanoTime() + DEATH_NANOS;
        while (System.nanoTime() < deadline) {
            Optional<LockFile.Held> held = file.tryAcquire(holder(file, operation, actor));
            if (held.isPresent()) {
                return Optional.of(new Freed(held.get(), hung.get()));
            }
            pause();
        }
        return Optional.empty();
    }

    private static boolean killed(Holder holder) {
        Optional<ProcessDescriptor> process = ProcessDescriptor.of(holder.process());
        try (ProcessDescriptor found = process.orElse(null)) {
            return found != null && found.kill();
        }
    }

    /** Taken from somebody who was ended for it. */
    private record Freed(LockFile.Held held, Holder holder) implements LockFile.Held {
        @Override
        public Optional<Holder> ended() {
            return Optional.of(holder);
        }

        @Override
        public void close() {
            held.close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Code.CANCELLED, "cannot wait for the lock: interrupted", "");
        }
    }

    private Holder holder(LockFile file, String operation, String actor) {
        return Holder.thisProcess(
                operation, actor, clock.instant(), file == change ? Optional.of(limit) : Optional.empty());
    }

    private static Refused busy(LockFile file, String operation) {
        String who = file.holder().map(Holder::words).orElse("a process that has not said who it is yet");
        return new Refused(
                Code.BUSY, "cannot start " + operation + ": the lock is held by " + who, "smolotchi-release watch");
    }
}
