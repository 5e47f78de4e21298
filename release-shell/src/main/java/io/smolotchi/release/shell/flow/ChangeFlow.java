package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.output.ChangeView;
import io.smolotchi.release.shell.output.DeclinedView;
import io.smolotchi.release.shell.output.PlanView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Plan, show, confirm, ask, follow, and say how it ended. */
public final class ChangeFlow {

    private final Session session;
    private final Patience patience;

    public ChangeFlow(Session session) {
        this.session = session;
        this.patience = new Patience(session);
    }

    /** Waits for the lock as long as the caller is willing to. */
    Plan plan(Request request) {
        return patience.until(request.kind(), () -> session.changes().plan(request), Plan::refusals);
    }

    /** A call that is refused while somebody else holds the locks of such an operation. */
    public <T> T patiently(OperationKind kind, Supplier<T> call) {
        return patience.until(kind, call, _ -> List.of());
    }

    public Answer run(Request request) {
        Plan plan = plan(request);
        if (session.values().flag("dry-run")) {
            return dry(plan);
        }
        if (!isBlocked(plan)) {
            return settle(request, plan).orElseGet(() -> carryOut(request, plan));
        }
        return recoverFirst(request).orElseGet(() -> {
            Plan afterwards = plan(request);
            return settle(request, afterwards).orElseGet(() -> carryOut(request, afterwards));
        });
    }

    private static boolean isBlocked(Plan plan) {
        return plan.refusals().stream().anyMatch(refusal -> refusal.code() == Code.ACTIVATION_OPEN);
    }

    /**
     * An activation that was interrupted is brought to an end before anything else is planned: until then nobody can say what runs. An answer when it ends
     * here.
     */
    private Optional<Answer> recoverFirst(Request request) {
        Request recovery = new Request.Recover(false);
        Plan plan = plan(recovery);
        session.err().line("before anything else, what was interrupted has to be brought to an end");
        show(plan);
        Optional<Answer> declined = confirm("Carry that out first?");
        if (declined.isPresent()) {
            return declined;
        }
        try {
            Answer recovered = carryOut(recovery, plan);
            boolean over = recovered.exit() == ExitCode.DONE || recovered.exit() == ExitCode.RESTORED;
            return over ? Optional.empty() : Optional.of(recovered);
        } catch (Refused e) {
            // Somebody else is at it, to whom the timer yields its turn.
            if (byTimer(request) && ExitCode.of(e.refusals()) == ExitCode.BUSY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Answer dry(Plan plan) {
        ExitCode exit = plan.refused() ? ExitCode.of(plan.refusals()) : ExitCode.DONE;
        return new Answer(new PlanView(plan, true, true, session.advice()), exit);
    }

    /** Shows the plan and has it agreed to; an answer when it ends here. */
    private Optional<Answer> settle(Request request, Plan plan) {
        if (!(plan instanceof SmallPlan && plan.nothingToDo())) {
            show(plan);
        }
        refuse(request, plan);
        // What the timer asks is carried out and recorded whatever comes of it, also that there was nothing to do or
        // that it was skipped.
        if (!byTimer(request) && plan.nothingToDo()) {
            return Optional.of(Answer.of(ChangeView.nothingToDo(plan.summary())));
        }
        return confirm("Carry it out?");
    }

    void show(Plan plan) {
        if (!session.quiet()) {
            new PlanView(plan, false, false, session.advice()).print(session.err());
        }
    }

    private static void refuse(Request request, Plan plan) {
        if (plan.refused() && !(byTimer(request) && ExitCode.of(plan.refusals()) == ExitCode.BUSY)) {
            throw new Refused(plan.refusals());
        }
    }

    private static boolean byTimer(Request request) {
        return request instanceof Request.Prune prune && prune.scheduled();
    }

    /** Empty when it is agreed to. */
    public Optional<Answer> confirm(String question) {
        return switch (new Confirmation(session).ask(question)) {
            case YES -> Optional.empty();
            case NO -> Optional.of(new Answer(new DeclinedView(), ExitCode.REFUSED));
            case ABORTED -> Optional.of(new Answer(new DeclinedView(), ExitCode.INTERRUPTED));
        };
    }

    /** Agreed to is the plan; whoever waited for the lock meanwhile is asked again only when it has become another one. */
    Answer carryOut(Request asked, Plan plan) {
        Plan agreed = plan;
        while (true) {
            Plan now;
            try {
                if (!patience.outlast(asked.kind())) {
                    return attempt(asked, agreed);
                }
                now = plan(asked);
            } catch (Refused e) {
                now = patience.after(asked.kind(), e, () -> session.changes().plan(asked), Plan::refusals);
            }
            boolean same = now.digest().equals(agreed.digest());
            agreed = now;
            Optional<Answer> end = same ? Optional.empty() : settle(asked, now);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    private Answer attempt(Request asked, Plan plan) {
        Request request = asked.agreedTo(plan);
        OperationId id = session.changes().ask(request, session.caller(), Optional.of(plan.digest()));
        if (!session.quiet()) {
            session.err().line("@" + id + " " + plan.summary());
        }
        Follower follower = new Follower(session, () -> session.changes().here(request));
        return answer(plan.summary(), request, plan, follower.follow(id));
    }

    private Answer answer(String summary, Request request, Plan plan, Follower.Seen seen) {
        Operation operation = seen.operation();
        if (seen.left().isPresent() || seen.lost()) {
            ExitCode exit = seen.left().orElse(ExitCode.STRANDED);
            boolean broken = exit == ExitCode.STRANDED;
            String following = (operation.ended().isPresent() ? "show @" : "watch @") + operation.id();
            List<String> next = List.of(session.typed(broken ? "recover" : following));
            return new Answer(
                    new ChangeView(summary, Optional.of(operation), seen.events(), Optional.empty(), next), exit);
        }
        Outcome outcome = operation.ended().orElseThrow().outcome();
        if (outcome instanceof Outcome.Refused refused) {
            throw new Refused(refused.refusals());
        }
        return new Answer(
                new ChangeView(
                        summary,
                        Optional.of(operation),
                        seen.events(),
                        current(request),
                        next(outcome, plan, operation)),
                ExitCode.of(outcome));
    }

    /** What is current, when the request is about that. */
    private Optional<Version> current(Request request) {
        return switch (request) {
            case Request.Activate _,
                    Request.Rollback _,
                    Request.Redo _,
                    Request.Project _,
                    Request.Uninstall _,
                    Request.Adopt _,
                    Request.Recover _ -> session.inquiries().status().current();
            default -> Optional.empty();
        };
    }

    private List<String> next(Outcome outcome, Plan plan, Operation operation) {
        String command = switch (outcome) {
            case Outcome.Healthy _, Outcome.Unchecked _ -> "status";
            case Outcome.RolledBack _, Outcome.Abandoned _, Outcome.Failed _ -> "show @" + operation.id();
            case Outcome.Stranded _ -> "show @" + operation.id();
            case Outcome.Done _ ->
                plan instanceof StagePlan stage && stage.version().isPresent()
                        ? "activate " + stage.version().get()
                        : "";
            case Outcome.Refused _ -> "";
        };
        if (outcome instanceof Outcome.Stranded) {
            boolean again = plan instanceof SmallPlan;
            return List.of(session.typed(command), session.typed(again ? "recover --leave" : "recover"));
        }
        return command.isEmpty() ? List.of() : List.of(session.typed(command));
    }
}
