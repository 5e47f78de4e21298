package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.output.InstallationView;
import java.util.Map;
import java.util.Optional;

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
        if (session.values().flag("dry-run")) {
            return new Answer(
                    new InstallationView(plan, settings, true),
                    plan.refused() ? ExitCode.of(plan.refusals()) : ExitCode.DONE);
        }
        if (!session.quiet()) {
            new InstallationView(plan, settings, false).print(session.err());
        }
        if (plan.refused()) {
            throw new Refused(plan.refusals());
        }
        return flow.confirm("Carry it out?").orElseGet(() -> carryOut(stage, plan, settings));
    }

    private Answer carryOut(Request stage, Plan plan, Map<String, String> settings) {
        if (!plan.nothingToDo()) {
            Answer staged = flow.carryOut(stage, plan);
            if (staged.exit() != ExitCode.DONE) {
                return staged;
            }
        }
        Version version = ((StagePlan) plan).version().orElseThrow();
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
