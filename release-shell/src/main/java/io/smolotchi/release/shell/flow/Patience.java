package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.OperationKind;
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
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code --wait DURATION}: how long somebody else may be at it before a command gives up. Counts from the first time that it has to wait. */
final class Patience {

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

    private final Session session;
    private final Duration atMost;
    private Optional<Long> deadline = Optional.empty();
    private boolean said;

    Patience(Session session) {
        this.session = session;
        this.atMost = session.values().option("wait").flatMap(Spans::parse).orElse(Duration.ZERO);
    }

    /**
     * Waits while somebody holds the lock. What is asked meanwhile would only be recorded as refused, after all that its plan and its service cost.
     *
     * @return whether it had to wait: what was planned before may have become something else
     * @throws Refused BUSY when it takes too long; CANCELLED as {@link #until}
     */
    boolean outlast(OperationKind kind) {
        Optional<String> holder =
                atMost.isZero() ? Optional.empty() : session.inquiries().inTheWay(kind);
        holder.ifPresent(
                who -> again(kind, new Attempt<>(Optional.empty(), List.of(busy(who))), () -> who, _ -> List.of()));
        return holder.isPresent();
    }

    private Refusal busy(String who) {
        String name = session.values().form().name();
        return Refusal.of(Code.BUSY, "cannot " + name + ": because the lock is held by " + who, session.typed("watch"));
    }

    /**
     * The result of the call, which is made again when the lock is free, while nothing else is in the way and there is time left.
     *
     * @param refusals of a result; a call may also throw them
     * @throws Refused of the last call; CANCELLED when somebody interrupts the wait and the program goes on
     */
    <T> T until(OperationKind kind, Supplier<T> call, Function<T, List<Refusal>> refusals) {
        Attempt<T> first = Attempt.of(call, refusals);
        return outlasts(first.refusals()) ? again(kind, first, call, refusals) : first.get();
    }

    /** After a call that was refused: another one, as {@link #until}. */
    <T> T after(OperationKind kind, Refused refused, Supplier<T> call, Function<T, List<Refusal>> refusals) {
        if (!outlasts(refused.refusals())) {
            throw refused;
        }
        return again(kind, new Attempt<>(Optional.empty(), refused.refusals()), call, refusals);
    }

    private <T> T again(OperationKind kind, Attempt<T> before, Supplier<T> call, Function<T, List<Refusal>> refusals) {
        BlockingQueue<ExitCode> interruption = new ArrayBlockingQueue<>(1);
        // Listened to before it is said, and for the whole of the wait: a call takes longer than what is between two.
        try (Screen.Interruption _ = listen(interruption)) {
            say(before.refusals());
            Attempt<T> last = before;
            while (outlasts(last.refusals())) {
                if (interruption.poll(BETWEEN_TRIES.toNanos(), TimeUnit.NANOSECONDS) != null) {
                    throw interrupted();
                }
                if (session.inquiries().inTheWay(kind).isEmpty()) {
                    last = Attempt.of(call, refusals);
                }
            }
            if (!interruption.isEmpty()) {
                throw interrupted();
            }
            return last.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    /** Nothing was begun: where the program ends with the command, Ctrl-C and SIGTERM end it, with the exit codes that stand for them. */
    private Screen.Interruption listen(BlockingQueue<ExitCode> interruption) {
        return session.screen().endsWithCommand() ? () -> {} : session.screen().onInterrupt(interruption::offer);
    }

    private boolean outlasts(List<Refusal> refusals) {
        if (atMost.isZero() || refusals.isEmpty() || ExitCode.of(refusals) != ExitCode.BUSY) {
            return false;
        }
        if (deadline.isEmpty()) {
            deadline = Optional.of(System.nanoTime() + atMost.toNanos());
        }
        return deadline.get() - System.nanoTime() > 0;
    }

    private void say(List<Refusal> refusals) {
        if (!said && !session.quiet()) {
            session.err().line(refusals.getFirst().what() + "; waiting for up to " + Span.words(atMost));
        }
        said = true;
    }

    private Refused interrupted() {
        return new Refused(
                Code.CANCELLED,
                "cannot " + session.values().form().name()
                        + ": because the wait for the lock was interrupted; nothing was changed",
                "");
    }

    /** @param value empty when the call was refused as a whole */
    private record Attempt<T>(Optional<T> value, List<Refusal> refusals) {

        static <T> Attempt<T> of(Supplier<T> call, Function<T, List<Refusal>> refusals) {
            try {
                T value = call.get();
                return new Attempt<>(Optional.of(value), refusals.apply(value));
            } catch (Refused e) {
                return new Attempt<>(Optional.empty(), e.refusals());
            }
        }

        T get() {
            return value.orElseThrow(() -> new Refused(refusals));
        }
    }
}
