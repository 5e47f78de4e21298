package io.smolotchi.release.operation;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The two locks. {@code stage.lock} is held for the whole of a staging, {@code lock} for whatever changes what runs or what is known; whoever needs both
 * takes {@code stage.lock} first.
 */
public final class Locks {

    private static final long PATIENCE_NANOS = 700_000_000;

    private final LockFile change;
    private final LockFile stage;
    private final Clock clock;

    /** Takes the directory of the manager's own state, such as /var/lib/smolotchi-release. */
    public Locks(Path directory, Clock clock) {
        this.change = LockFile.at(directory.resolve("lock"));
        this.stage = LockFile.at(directory.resolve("stage.lock"));
        this.clock = clock;
    }

    /** Throws {@link Refused} with {@link Code#BUSY}, which names the holder, when it is taken. */
    public LockFile.Held change(String operation, String actor) {
        return acquire(change, operation, actor);
    }

    /** Like {@link #change}, for staging. */
    public LockFile.Held stage(String operation, String actor) {
        return acquire(stage, operation, actor);
    }

    /**
     * Waits for the change lock: the last moment of a staging must not fail because somebody marks a release.
     *
     * @param givenUp ends the waiting, with {@link Code#CANCELLED}
     */
    public LockFile.Held changeWaiting(String operation, String actor, BooleanSupplier givenUp) {
        while (true) {
            Optional<LockFile.Held> held = change.tryAcquire(holder(operation, actor));
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

    public Optional<Holder> changeHolder() {
        return change.holder();
    }

    public Optional<Holder> stageHolder() {
        return stage.holder();
    }

    /** Waits for a moment: an operation that has just said how it ended still has to let go. */
    private LockFile.Held acquire(LockFile file, String operation, String actor) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Optional<LockFile.Held> held = file.tryAcquire(holder(operation, actor));
        while (held.isEmpty() && System.nanoTime() < deadline) {
            pause();
            held = file.tryAcquire(holder(operation, actor));
        }
        return held.orElseThrow(() -> busy(file, operation));
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(Code.CANCELLED, "cannot wait for the lock: interrupted", "");
        }
    }

    private Holder holder(String operation, String actor) {
        return Holder.thisProcess(operation, actor, clock.instant());
    }

    private static Refused busy(LockFile file, String operation) {
        String who = file.holder().map(Holder::words).orElse("a process that has not said who it is yet");
        return new Refused(
                Code.BUSY, "cannot start " + operation + ": the lock is held by " + who, "smolotchi-release watch");
    }
}
