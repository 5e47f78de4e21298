package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.output.InstallationView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stages a tree and activates it: two operations, agreed to once. */
public final class Installation {

    private final Session session;
    private final ChangeFlow flow;

    public Installation(Session session) {
        this.session = session;
        this.flow = new ChangeFlow(session);
    }

    public Answer run(Source source, Map<String, String> settings) {
        Request stage = new Request.Stage(source, Optional.empty());
        Plan plan = session.changes().plan(stage);
        ActivationPlan intended = intended(plan, settings);
        List<Refusal> refusals = refusals(plan, intended);
        boolean dry = session.values().flag("dry-run");
        InstallationView view =
                new InstallationView(plan, settings, intended.settings(), dry ? refusals : List.of(), session.advice());
        if (dry) {
            return new Answer(view, refusals.isEmpty() ? ExitCode.DONE : ExitCode.of(refusals));
        }
        if (!session.quiet()) {
            view.print(session.err());
        }
        if (!refusals.isEmpty()) {
            throw new Refused(refusals);
        }
        return flow.confirm("Carry it out?").orElseGet(() -> carryOut(stage, plan, settings));
    }

    /** The activation as far as it can be planned without its release: what is wrong with it is to be known before anything is staged. */
    private ActivationPlan intended(Plan plan, Map<String, String> settings) {
        Version version = version(plan).orElse(Version.of("0"));
        return (ActivationPlan) session.changes().plan(new Request.Activate(version, false, settings));
    }

    private static List<Refusal> refusals(Plan plan, ActivationPlan intended) {
        boolean named = version(plan).isPresent();
        Stream<Refusal> later = intended.refusals().stream()
                .filter(refusal -> refusal.code() != Code.RELEASE_UNKNOWN)
                .filter(refusal -> named || refusal.code().kind() == Code.Kind.USAGE);
        return Stream.concat(plan.refusals().stream(), later).distinct().toList();
    }

    private static Optional<Version> version(Plan plan) {
        return plan instanceof StagePlan stage ? stage.version() : Optional.empty();
    }

    private Answer carryOut(Request stage, Plan plan, Map<String, String> settings) {
        if (!plan.nothingToDo()) {
            Answer staged = flow.carryOut(stage, plan);
            if (staged.exit() != ExitCode.DONE) {
                return staged;
            }
        }
        Version version = version(plan).orElseThrow();
        Request activate = new Request.Activate(version, false, settings);
        // Only now is there a release whose units can be compared with the installed ones.
        Plan activation = session.changes().plan(activate);
        flow.show(activation);
        if (activation.refused()) {
            session.err().line("  " + version + " is staged, and what runs has not changed");
            throw new Refused(activation.refusals());
        }
        return flow.carryOut(activate, activation);
    }
}
