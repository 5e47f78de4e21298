package io.smolotchi.release.shell.flow;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.DriftChoice;
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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Stages a tree and activates it: two operations, agreed to once. */
public final class Installation {

    private final Session session;
    private final ChangeFlow flow;
    private final Map<String, String> settings;
    private final Optional<DriftChoice> drift;

    public Installation(Session session, Map<String, String> settings, Optional<DriftChoice> drift) {
        this.session = session;
        this.flow = new ChangeFlow(session);
        this.settings = settings;
        this.drift = drift;
    }

    /** A release that is staged: nothing is copied. */
    public Answer again(Version version) {
        return flow.run(activation(version));
    }

    /** A tree that is not staged. */
    public Answer run(Source.Local source) {
        return run(source, Optional.empty(), Optional.empty());
    }

    /** What somebody wrote into a staged release becomes one of its own; that release is no candidate any more until it is repaired. */
    public Answer adopt(Source.Local source, Version altered) {
        Set<Version> taken = session.inquiries().releases().stream()
                .map(summary -> summary.release().version())
                .collect(Collectors.toSet());
        Version local = IntStream.iterate(1, n -> n + 1)
                .mapToObj(n -> Version.of(altered + "+local." + n))
                .filter(version -> !taken.contains(version))
                .findFirst()
                .orElseThrow();
        return run(source, Optional.of(local), Optional.of(altered));
    }

    private Answer run(Source.Local source, Optional<Version> named, Optional<Version> altered) {
        Request stage = new Request.Stage(source, named);
        Plan plan = flow.plan(stage);
        Version version = version(plan).orElse(Version.of("0"));
        ActivationPlan intended = session.changes().preview(Path.of(source.path()), activation(version));
        List<Refusal> refusals = refusals(plan, intended);
        boolean dry = session.values().flag("dry-run");
        InstallationView view =
                new InstallationView(plan, settings, intended, dry ? refusals : List.of(), dry, session.advice());
        if (dry) {
            return new Answer(view, refusals.isEmpty() ? ExitCode.DONE : ExitCode.of(refusals));
        }
        if (!session.quiet()) {
            view.print(session.err());
        }
        if (!refusals.isEmpty()) {
            throw new Refused(refusals);
        }
        return flow.confirm("Carry it out?").orElseGet(() -> carryOut(stage, plan, altered));
    }

    private Request.Activate activation(Version version) {
        return new Request.Activate(version, false, settings, drift);
    }

    private static List<Refusal> refusals(Plan plan, ActivationPlan intended) {
        boolean named = version(plan).isPresent();
        Stream<Refusal> later = intended.refusals().stream()
                .filter(refusal -> named || refusal.code().kind() == Code.Kind.USAGE);
        return Stream.concat(plan.refusals().stream(), later).distinct().toList();
    }

    private static Optional<Version> version(Plan plan) {
        return plan instanceof StagePlan stage ? stage.version() : Optional.empty();
    }

    private Answer carryOut(Request stage, Plan plan, Optional<Version> altered) {
        if (!plan.nothingToDo()) {
            Answer staged = flow.carryOut(stage, plan);
            if (staged.exit() != ExitCode.DONE) {
                return staged;
            }
        }
        if (altered.isPresent()) {
            Request mark = new Request.Marking(altered.get(), Mark.Kind.BAD, true);
            flow.carryOut(mark, flow.plan(mark));
        }
        Version version = version(plan).orElseThrow();
        Request activate = activation(version);
        // What is agreed to is planned again: from here on there is a release.
        Plan activation = flow.plan(activate);
        if (activation.refused()) {
            flow.show(activation);
            session.err().line("  " + version + " is staged, and what runs has not changed");
            throw new Refused(activation.refusals());
        }
        return flow.carryOut(activate, activation);
    }
}
