package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.state.StateReview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Plans what makes no release current: units that point at a working tree, and no units at all. */
public final class WithoutRelease {

    private final HostRoot root;
    private final UnitPlanner units;
    private final Supplier<Application> host;
    private final Supplier<List<UnitChange>> own;

    /**
     * @param host as of the {@link Planner}
     * @param own units of the manager itself, as they would go with the application's
     */
    public WithoutRelease(
            HostRoot root, UnitPlanner units, Supplier<Application> host, Supplier<List<UnitChange>> own) {
        this.root = root;
        this.units = units;
        this.host = host;
        this.own = own;
    }

    /** @param present settings of the present position */
    record Situation(ReleaseHistory history, Optional<Settings> present) {}

    private Drafting drafting(Situation situation) {
        return new Drafting(units, situation.history(), situation.present());
    }

    /** @param state what is to be done about the application's databases */
    Planned project(
            Request.Project request,
            Situation situation,
            Function<UnitPlanner.Result, StateReview.Answer> state,
            List<Refusal> refusals) {
        Path tree = Path.of(request.directory()).toAbsolutePath().normalize();
        Drafting.Aim aim = Drafting.Aim.at(request.kind(), Optional.empty(), Optional.of(tree.toString()));
        try {
            String directory = onMachine(tree, host.get());
            Map<String, String> asked = new TreeMap<>(request.settings());
            asked.put("layout", "project");
            asked.put("project-dir", directory);
            Settings settings = Settings.forward(host.get(), situation.present(), asked);
            UnitPlanner.Subject subject =
                    new UnitPlanner.Subject(tree, "run the working tree " + directory, Optional.empty(), false);
            UnitPlanner.Result result = units.plan(
                    subject, settings.application(), situation.history().lastLive(), request.drift());
            refusals.addAll(result.refusals());
            Drafting.Aim there = Drafting.Aim.at(request.kind(), Optional.empty(), Optional.of(directory))
                    .explained(List.of(
                            "units run what lies in " + directory
                                    + " at each start; nothing is staged, sealed or verified",
                            "no release is current then: rollback goes back to "
                                    + situation
                                            .history()
                                            .current()
                                            .map(Version::value)
                                            .orElse("none")));
            StateReview.Answer guarded = state.apply(result);
            refusals.addAll(guarded.refusals());
            return drafting(situation).planned(there, settings, result, guarded, List.of(), refusals);
        } catch (Refused e) {
            refusals.addAll(e.refusals());
            return drafting(situation).refused(aim, refusals);
        }
    }

    /** The path that units name. */
    private String onMachine(Path tree, Application application) {
        if (!tree.startsWith(root.dir())) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot run the working tree " + tree + ": because it is not below " + root.dir()
                            + ", where the machine would find it",
                    "name a directory below " + root.dir());
        }
        if (!Files.isDirectory(tree)) {
            throw new Refused(
                    Code.SOURCE_UNREADABLE,
                    "cannot run the working tree " + tree + ": because there is no such directory",
                    "name the directory of a checkout");
        }
        if (real(tree).startsWith(real(root.resolve(application.directories().base())))) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot run the working tree " + tree + ": because it lies below "
                            + application.directories().base() + ", where releases are",
                    "smolotchi-release install-systemd --project-dir " + tree + " --layout prod");
        }
        return "/" + root.dir().relativize(tree);
    }

    /** Without links on the way, where it exists. */
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path;
        }
    }

    /** @param state what the databases, which stay, ask of a later release */
    Planned uninstall(
            Request.Uninstall request, Situation situation, StateReview.Answer state, List<Refusal> refusals) {
        Application application = situation.present().map(Settings::application).orElseGet(host);
        Drafting.Aim aim = Drafting.Aim.at(OperationKind.UNINSTALL, Optional.empty(), Optional.empty())
                .explained(List.of(
                        "kept: the releases, the history, "
                                + application.directories().state() + " and the account " + application.user(),
                        "rollback brings back what ran; a timer that prunes has to be enabled again"));
        try {
            Settings settings = new Settings(application, Map.of());
            UnitPlanner.Result result =
                    units.nothing(application, situation.history().lastLive(), request.drift());
            refusals.addAll(result.refusals());
            return drafting(situation).planned(aim, settings, result, state, own.get(), refusals);
        } catch (Refused e) {
            refusals.addAll(e.refusals());
            return drafting(situation).refused(aim, refusals);
        }
    }
}
