package io.smolotchi.release.shell.flow;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Screen;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.output.Live;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Reads an operation's events until it has ended, whoever carries it out. */
public final class Follower {

    private static final Duration POLL = Duration.ofMillis(150);

    /** How long nothing may happen before we ask whether anybody still carries it out. */
    private static final Duration SILENCE = Duration.ofSeconds(10);
    /** Between a manager that died and the recovery that its service starts lies the start of another Java. */
    private static final int SUSPICIONS = 3;

    private final Session session;
    private final BooleanSupplier here;

    /** @param here whether this process carries the operation out, so that leaving would end it */
    public Follower(Session session, BooleanSupplier here) {
        this.session = session;
        this.here = here;
    }

    /**
     * What was seen.
     *
     * @param left how the operator left before the end, or cancelled; empty when the operation came to its end
     * @param lost nobody carries it out any more, and it has not ended
     */
    public record Seen(Operation operation, List<Event> events, Optional<ExitCode> left, boolean lost) {}

    public Seen follow(OperationId id) {
        Screen screen = session.screen();
        boolean animated = screen.animated() && !session.quiet();
        Live live =
                new Live(screen.err(), screen.errLook(session.values().flag("no-color")), animated, Clock.systemUTC());
        Narrator narrator = new Narrator(live, session.quiet());
        AtomicReference<Interrupted> interruption = new AtomicReference<>();
        try (Screen.Interruption _ = screen.onInterrupt(how -> interruption.set(interrupt(id, how)))) {
            return follow(id, narrator, interruption);
        } finally {
            narrator.finish();
        }
    }

    /** @param cancels whether the operation stops because of it */
    private record Interrupted(ExitCode how, boolean cancels) {}

    /** At once: Ctrl-C also reaches the programs that the operation runs, and what they leave must not be taken for their result. */
    private Interrupted interrupt(OperationId id, ExitCode how) {
        return new Interrupted(how, here.getAsBoolean() && session.changes().cancel(id));
    }

    private Seen follow(OperationId id, Narrator narrator, AtomicReference<Interrupted> interruption) {
        Inquiries inquiries = session.inquiries();
        long after = 0;
        long lastNews = System.nanoTime();
        boolean warned = false;
        boolean said = false;
        Optional<ExitCode> cancelled = Optional.empty();
        int suspicions = 0;
        while (true) {
            // Read before the events: when it has ended, the events read next are all there are.
            Operation operation = inquiries.operation(id);
            List<Event> news = inquiries.events(id, after);
            news.forEach(narrator::tell);
            if (!news.isEmpty()) {
                after = news.getLast().id();
                lastNews = System.nanoTime();
                suspicions = 0;
            }
            if (operation.ended().isPresent()) {
                if (cancelled.isEmpty()) {
                    // It may have been cancelled, and have ended, since we looked last.
                    cancelled = Optional.ofNullable(interruption.get())
                            .filter(Interrupted::cancels)
                            .map(Interrupted::how);
                }
                Optional<ExitCode> left = wasCancelled(operation) ? cancelled : Optional.empty();
                if (left.isPresent() && !said) {
                    narrator.say("@" + id + " was cancelled: what it had made was taken away again");
                }
                return new Seen(operation, narrator.events(), left, false);
            }
            Interrupted interrupted = interruption.getAndSet(null);
            if (interrupted != null && interrupted.cancels() && cancelled.isEmpty()) {
                cancelled = Optional.of(interrupted.how());
                narrator.say("@" + id + " is being cancelled: what it has made is taken away again");
                said = true;
            } else if (interrupted != null) {
                boolean ours = here.getAsBoolean() && session.screen().endsWithCommand();
                if (!ours || warned || cancelled.isPresent()) {
                    ExitCode exit = cancelled.isPresent() && ours
                            ? leaveCancelled(id, narrator, interrupted.how())
                            : leave(id, narrator, ours, interrupted.how());
                    return new Seen(operation, narrator.events(), Optional.of(exit), false);
                }
                narrator.say("@" + id + " is carried out by this process: interrupt again to stop it where it is");
                warned = true;
            }
            if (System.nanoTime() - lastNews > SILENCE.toNanos()) {
                suspicions = !here.getAsBoolean() && inquiries.deserted(id) ? suspicions + 1 : 0;
                if (suspicions == SUSPICIONS) {
                    return new Seen(operation, narrator.events(), Optional.empty(), true);
                }
                lastNews = System.nanoTime();
            }
            narrator.tick();
            pause();
        }
    }

    private static boolean wasCancelled(Operation operation) {
        return operation
                .ended()
                .filter(ended -> ended.outcome() instanceof Outcome.Refused(List<Refusal> refusals)
                        && refusals.stream().anyMatch(refusal -> refusal.code() == Code.CANCELLED))
                .isPresent();
    }

    /** In a hurry. Nobody sees what it has made, and whoever stages or prunes next takes it away. */
    private ExitCode leaveCancelled(OperationId id, Narrator narrator, ExitCode how) {
        session.abandon();
        narrator.say("@" + id + " is left where it is; what it has made is taken away by the next stage or prune");
        return how;
    }

    /** What is left in the middle needs a hand; what goes on elsewhere does not. */
    private ExitCode leave(OperationId id, Narrator narrator, boolean ours, ExitCode interrupted) {
        if (ours) {
            session.abandon();
            narrator.say("@" + id + " is left where it is; put things right with: " + session.typed("recover"));
            return ExitCode.STRANDED;
        }
        narrator.say("@" + id + " is recorded, and goes on without you watching; come back with: "
                + session.typed("watch @" + id));
        return interrupted;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following", e);
        }
    }
}
