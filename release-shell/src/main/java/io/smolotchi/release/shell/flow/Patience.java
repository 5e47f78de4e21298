package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.Span;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Screen;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.line.Spans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@code --wait DURATION}: how long somebody else may be at it before a command gives up. Counts from the first time that it has to wait. */
final class Patience {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final Session session;
    private final Duration atMost;
    private long deadline;
    private boolean waiting;

    Patience(Session session) {
        this.session = session;
        this.atMost = session.values().option("wait").flatMap(Spans::parse).orElse(Duration.ZERO);
    }

    /**
     * Whether it is worth another try, a moment later: nothing but the lock is in the way, and there is time left.
     *
     * @throws Refused CANCELLED when somebody interrupts the wait and the program goes on
     */
    boolean outlasts(List<Refusal> refusals) {
        if (atMost.isZero() || refusals.isEmpty() || ExitCode.of(refusals) != ExitCode.BUSY) {
            return false;
        }
        if (!waiting) {
            waiting = true;
            deadline = System.nanoTime() + atMost.toNanos();
            if (!session.quiet()) {
                session.err().line(refusals.getFirst().what() + "; waiting for up to " + Span.words(atMost));
            }
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        pause(Math.min(left, BETWEEN_TRIES.toNanos()));
        return true;
    }

    private void pause(long nanos) {
        try {
            if (session.screen().endsWithCommand()) {
                // Nothing was begun: Ctrl-C and SIGTERM end the process, with the exit codes that stand for them.
                TimeUnit.NANOSECONDS.sleep(nanos);
                return;
            }
            BlockingQueue<ExitCode> interruption = new ArrayBlockingQueue<>(1);
            try (Screen.Interruption _ = session.screen().onInterrupt(interruption::offer)) {
                if (interruption.poll(nanos, TimeUnit.NANOSECONDS) != null) {
                    throw new Refused(
                            Code.CANCELLED,
                            "cannot " + session.values().form().name()
                                    + ": because the wait for the lock was interrupted; nothing was changed",
                            "");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
