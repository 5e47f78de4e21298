package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Goal;
import io.smolotchi.release.activation.steps.SwitchRecord;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.descriptor.Layout;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.python.Interpreter;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.state.StateWork;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.Drift;
import io.smolotchi.release.units.Exposure;
import io.smolotchi.release.units.Findings;
import io.smolotchi.release.units.InstalledUnits;
import io.smolotchi.release.units.Placement;
import io.smolotchi.release.units.Preflight;
import io.smolotchi.release.units.RecordedUnits;
import io.smolotchi.release.units.Rendering;
import io.smolotchi.release.units.UnitDiff;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitRenderer;
import io.smolotchi.release.units.UnitSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of a plan that is about units: what would be installed, what that changes, and what stops and starts for it. */
public final class UnitPlanner {

    private static final String SYSTEM = "/usr/bin/python3";

    private final HostRoot root;
    private final Processes processes;
    private final CatalogReads catalog;
    private final Machine machine;

    public UnitPlanner(HostRoot root, Processes processes, CatalogReads catalog, Machine machine) {
        this.root = root;
        this.processes = processes;
        this.catalog = catalog;
        this.machine = machine;
    }

    /**
     * @param descriptor what the release says of itself
     * @param application with what the release asks for on top of the host's settings
     * @param starting whether units are stopped and started at all
     * @param kept files of the new set as they would be, had somebody not changed and wanted to keep them
     */
    record Result(
            ReleaseDescriptor descriptor,
            Application application,
            boolean starting,
            UnitSet oldUnits,
            UnitSet newUnits,
            List<UnitFile> kept,
            UnitSelection selection,
            List<UnitName> optional,
            List<UnitName> dependents,
            UnitDiff diff,
            List<String> warnings,
            List<Refusal> refusals) {}

    /**
     * What units are made for.
     *
     * @param tree that is the release, or is going to be staged as it, or the working tree; as this process finds it
     * @param words what is about to be done, for messages: "activate 1.2.0"
     * @param version empty for a working tree
     * @param runs whether that tree is what runs now
     */
    record Subject(Path tree, String words, Optional<Version> version, boolean runs) {

        static Subject of(Path tree, Version version, boolean runs) {
            return new Subject(tree, "activate " + version, Optional.of(version), runs);
        }
    }

    /**
     * @param lastLive what is installed now, as recorded
     * @param choice about files that were changed by hand
     */
    Result plan(Subject subject, Application host, Optional<Activation> lastLive, Optional<DriftChoice> choice) {
        ReleaseDescriptor descriptor = ReleaseDescriptor.read(subject.tree());
        Application application = host.during(descriptor);
        List<String> warnings = new ArrayList<>();
        if (application.layout() == Layout.PROJECT && subject.version().isPresent()) {
            throw new Refused(
                    Code.SETTINGS_INVALID,
                    "cannot " + subject.words()
                            + ": the settings ask for the layout project, which runs a working tree and no release",
                    "smolotchi-release install-systemd --project-dir DIR, or set layout: prod or resolved in"
                            + " /etc/smolotchi-release/release.yaml");
        }
        Placement placement = placement(subject, application, warnings);
        Rendering rendering = new UnitRenderer(application).render(subject.tree(), descriptor, placement);
        UnitSet recorded = recorded(lastLive);
        InstalledUnits installed = new InstalledUnits(root, application);
        UnitSet old = installed.read(List.of(recorded, rendering.set()));
        List<Refusal> refusals = new ArrayList<>(rendering.refusals());
        HandMade handMade = HandMade.of(installed.drift(recorded), old, rendering.set(), choice);
        UnitSet wanted = handMade.wanted();
        if (rendering.refusals().isEmpty()) {
            Findings findings = new Preflight(root, application, processes).check(wanted, placement, subject.tree());
            refusals.addAll(findings.refusals());
            warnings.addAll(findings.warnings());
        }
        warnings.addAll(rendering.warnings());
        handMade.refusal(subject.words()).ifPresent(refusals::add);
        return result(descriptor, application, subject.runs(), old, handMade, warnings, refusals);
    }

    /** Of taking away what was recorded, and nothing else that happens to have such a name. Of what was changed by hand nothing can be kept. */
    Result nothing(Application host, Optional<Activation> lastLive, Optional<DriftChoice> choice) {
        UnitSet recorded = recorded(lastLive);
        InstalledUnits installed = new InstalledUnits(root, host);
        UnitSet old = installed.read(List.of(recorded)).limitedTo(recorded);
        List<Drift> changed = installed.drift(recorded).stream()
                .filter(drift -> drift.kind() != Drift.Kind.GONE)
                .toList();
        HandMade handMade = HandMade.of(changed, old, UnitSet.empty(), choice);
        List<Refusal> refusals = new ArrayList<>();
        handMade.refusal("uninstall").ifPresent(refusals::add);
        List<String> warnings = new ArrayList<>();
        old.units().stream()
                .filter(old::masked)
                .forEach(unit -> warnings.add(
                        unit + " stays masked, as somebody wants it; to end that: systemctl unmask " + unit));
        return result(ReleaseDescriptor.none(), host, false, old, handMade, warnings, refusals);
    }

    private Result result(
            ReleaseDescriptor descriptor,
            Application application,
            boolean sameCode,
            UnitSet old,
            HandMade handMade,
            List<String> warnings,
            List<Refusal> refusals) {
        UnitSet wanted = handMade.wanted();
        warnings.addAll(handMade.warnings());
        Set<UnitName> all = new LinkedHashSet<>(old.units());
        all.addAll(wanted.units());
        UnitDiff diff = UnitDiff.between(old, wanted, machine.systemd().running());
        UnitSelection every = UnitSelection.of(old, wanted, machine.systemd().states(all));
        UnitSelection selection =
                sameCode ? every.sparing(diff, unit -> machine.systemd().activeDependents(unit)) : every;
        List<UnitName> dependents = all.stream()
                .filter(unit -> !selection.untouched().contains(unit))
                .flatMap(unit -> machine.systemd().activeDependents(unit).stream())
                .filter(unit -> !all.contains(unit))
                .distinct()
                .sorted()
                .toList();
        boolean starting = machine.systemd().running();
        if (!starting) {
            warnings.add(
                    "systemd does not run for this root: units are installed and enabled, but not started, and health"
                            + " is not checked");
        }
        return new Result(
                descriptor,
                application,
                starting,
                old,
                wanted,
                handMade.kept(),
                selection,
                wanted.optional(),
                dependents,
                new Exposure(processes).noted(diff, old, wanted),
                warnings,
                refusals);
    }

    private Placement placement(Subject subject, Application application, List<String> warnings) {
        String code = application.layout() == Layout.RESOLVED
                ? application.directories().releases() + "/" + subject.version().orElseThrow()
                : application.code();
        return new Placement(application.layout(), code, interpreter(subject.tree(), code, application, warnings));
    }

    /** As it stands in {@code ExecStart=}. Below another root a missing one is a warning: it may come with a package later. */
    private String interpreter(Path tree, String code, Application application, List<String> warnings) {
        Interpreters.Choice choice =
                new Interpreters(processes, root.dir(), application.python().interpreter()).choose(tree);
        return switch (choice) {
            case Interpreters.Choice.Found(Interpreter found) ->
                switch (found.origin()) {
                    case RELEASE -> code + "/.venv/bin/python";
                    case CONFIGURED -> application.python().interpreter().orElse(SYSTEM);
                    case SYSTEM -> SYSTEM;
                };
            case Interpreters.Choice.Missing missing -> {
                if (root.running()) {
                    throw new Refused(missing.refusal());
                }
                warnings.add("no Python interpreter below this root: " + String.join(", ", missing.tried()));
                yield application.python().interpreter().orElse(SYSTEM);
            }
        };
    }

    private UnitSet recorded(Optional<Activation> lastLive) {
        return RecordedUnits.of(
                lastLive.map(row -> catalog.installedFiles(row.id())).orElse(List.of()));
    }

    /** @param state what is done about the application's databases */
    List<PlannedStep> steps(Goal goal, Optional<StateWork> state) {
        SwitchRecord nowhere = new SwitchRecord() {
            @Override
            public void begun() {}

            @Override
            public void done() {}

            @Override
            public boolean exchanged() {
                return false;
            }
        };
        return StepList.of(machine, nowhere, goal, state).stream()
                .map(step -> new PlannedStep(step.name(), step.does(goal)))
                .toList();
    }
}
