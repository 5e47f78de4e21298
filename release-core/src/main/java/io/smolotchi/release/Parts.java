package io.smolotchi.release;

import io.smolotchi.release.activation.Activations;
import io.smolotchi.release.activation.BootRecovery;
import io.smolotchi.release.activation.Machine;
import io.smolotchi.release.activation.OpenActivation;
import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.activation.Planner;
import io.smolotchi.release.activation.Recovery;
import io.smolotchi.release.activation.UnitPlanner;
import io.smolotchi.release.activation.WithoutRelease;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.boot.Hold;
import io.smolotchi.release.boot.RecoveryCommand;
import io.smolotchi.release.boot.Safeguards;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import io.smolotchi.release.catalog.jdbc.PlainCatalogReads;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.descriptor.SettingsFile;
import io.smolotchi.release.git.Git;
import io.smolotchi.release.health.HealthWatch;
import io.smolotchi.release.health.Probes;
import io.smolotchi.release.health.Ticker;
import io.smolotchi.release.operation.Locks;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.python.Bytecode;
import io.smolotchi.release.python.Confined;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.python.Venv;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.retention.Retention;
import io.smolotchi.release.schedule.PruneSchedule;
import io.smolotchi.release.state.Snapshots;
import io.smolotchi.release.state.StateGuard;
import io.smolotchi.release.state.StateReview;
import io.smolotchi.release.state.StateRules;
import io.smolotchi.release.state.StateWork;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.Repair;
import io.smolotchi.release.store.Staging;
import io.smolotchi.release.store.StagingRules;
import io.smolotchi.release.store.StagingTools;
import io.smolotchi.release.store.StoreLocation;
import io.smolotchi.release.store.Uploads;
import io.smolotchi.release.store.disk.Reserve;
import io.smolotchi.release.store.disk.SpaceReserve;
import io.smolotchi.release.store.source.Limits;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.systemd.Journal;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagers;
import io.smolotchi.release.systemd.SystemdAnalyze;
import io.smolotchi.release.units.OwnUnits;
import io.smolotchi.release.units.UnitInstallation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The rooms of one machine, put together by hand and as late as possible: a one-shot read must not pay for the catalog's writer, nor for D-Bus before it
 * asks.
 */
final class Parts implements AutoCloseable {

    private static final long MIB = 1L << 20;
    private static final String STATE = "/var/lib/smolotchi-release";

    private final HostRoot root;
    private final Clock clock;
    private final List<String> command;
    private final Processes processes = new LocalProcesses();
    private @Nullable Application application;
    private @Nullable PlainCatalogReads reads;
    private @Nullable OpenCatalog catalog;
    private @Nullable ServiceManager systemd;

    Parts(HostRoot root, Clock clock, List<String> command) {
        this.root = root;
        this.clock = clock;
        this.command = command;
    }

    HostRoot root() {
        return root;
    }

    Clock clock() {
        return clock;
    }

    /** The host's settings; throws a refusal when they are invalid. */
    synchronized Application application() {
        if (application == null) {
            application = SettingsFile.read(root);
        }
        return application;
    }

    /**
     * What is known of the host when nothing new is decided: its settings, or when somebody broke the file, those by which it runs now. Neither a reader nor
     * a recovery may have to wait for an editor.
     */
    Application known() {
        try {
            return application();
        } catch (Refused broken) {
            return OpenJournal.find(openDirectory())
                    .map(journal -> journal.intent().application())
                    .or(() -> ofLastLive(reads()))
                    .orElse(Application.defaults());
        }
    }

    /** Those by which the units run that are installed, options of their installation included; else those that are known. */
    Application inForce(CatalogReads catalog) {
        return ofLastLive(catalog).orElseGet(this::known);
    }

    private static Optional<Application> ofLastLive(CatalogReads catalog) {
        return catalog.historyRows().live(Optional.empty(), 1).stream()
                .findFirst()
                .flatMap(row -> catalog.activation(row.id()))
                .flatMap(Activations::settings);
    }

    WriteAccess writeAccess() {
        return new WriteAccess(root.resolve(STATE));
    }

    Path openDirectory() {
        return root.resolve(STATE + "/open");
    }

    Path database() {
        return root.resolve(STATE + "/catalog.db");
    }

    synchronized CatalogReads reads() {
        if (catalog != null) {
            return catalog;
        }
        if (reads == null) {
            reads = new PlainCatalogReads(database());
        }
        return reads;
    }

    /** Reads as an empty one, for what can be said without the catalog. */
    CatalogReads nothingRecorded() {
        return new PlainCatalogReads(root.resolve(STATE + "/no-catalog"));
    }

    synchronized Catalog catalog() {
        if (catalog == null) {
            catalog = OpenCatalog.open(database());
        }
        return catalog;
    }

    synchronized ServiceManager systemd() {
        if (systemd == null) {
            systemd = ServiceManagers.forRoot(root.dir(), processes);
        }
        return systemd;
    }

    /** Before anything asks for it: there is no bus yet. */
    synchronized void whileBooting() {
        systemd = ServiceManagers.whileBooting(root.dir(), processes);
    }

    Locks locks() {
        return new Locks(root.resolve(STATE), clock);
    }

    private StoreLocation location() {
        return new StoreLocation(root.dir(), known().directories().base());
    }

    ReleaseStore store() {
        return new ReleaseStore(location());
    }

    CurrentLink link() {
        return new CurrentLink(location());
    }

    /** On every file system that a change of what runs writes to; where they are one, one suffices. */
    SpaceReserve reserve() {
        List<Path> directories = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Path directory :
                List.of(root.resolve(STATE), location().directory(), root.resolve("/etc/systemd/system"))) {
            try {
                if (Files.isDirectory(directory) && seen.add(Files.getAttribute(directory, "unix:dev"))) {
                    directories.add(directory);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look at " + directory, e);
            }
        }
        return new SpaceReserve(directories);
    }

    Repair repair() {
        return new Repair(store(), stagingRules(application()));
    }

    private static StagingRules stagingRules(Application settings) {
        Application.Store limits = settings.store();
        StagingRules defaults = StagingRules.defaults();
        return new StagingRules(
                defaults.ignore(),
                new Limits(limits.entries(), limits.mebibytes() * MIB, limits.depth()),
                new Reserve(limits.reserveMebibytes() * MIB, defaults.reserve().inodes()),
                settings.python().compile(),
                limits.hardLinks());
    }

    Staging staging() {
        return staging(() -> false);
    }

    /** @param cancelled what it started is killed then */
    Staging staging(BooleanSupplier cancelled) {
        Application settings = application();
        Processes processes = new LocalProcesses(cancelled);
        return new Staging(new StagingTools(
                store(),
                stagingRules(settings),
                new Interpreters(processes, root.dir(), settings.python().interpreter()),
                new Bytecode(processes),
                new Venv(processes, Confined.of(processes, settings.user())),
                new Git(processes, System.getenv()),
                clock,
                hostName()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    Uploads uploads() {
        StagingRules rules = stagingRules(application());
        return new Uploads(
                root.resolve(Source.Upload.DIRECTORY),
                root.resolve(STATE + "/received"),
                rules.reserve(),
                rules.limits().bytes());
    }

    Planner planner() {
        UnitPlanner units = new UnitPlanner(root, processes, reads(), machine());
        return new Planner(
                reads(),
                store(),
                link(),
                openActivation(),
                units,
                new WithoutRelease(
                        root,
                        units,
                        this::application,
                        () -> new OwnFiles(schedule(), safeguards()).removals(inForce(reads()))),
                new StateReview(root, stateRules(), snapshotDirectory()),
                this::application,
                clock);
    }

    private OpenActivation openActivation() {
        return new OpenActivation(openDirectory(), reads(), locks(), hold());
    }

    /** Why an operation can't begin: an activation that has not ended. */
    Optional<Refusal> interruption(String action) {
        return openActivation().refusal(action);
    }

    Processes processes() {
        return processes;
    }

    Activations activations() {
        return new Activations(planner(), catalog(), openDirectory(), machine(), clock);
    }

    Recovery recovery() {
        return new Recovery(openDirectory(), machine(), catalog(), clock);
    }

    /** For the unit that is ordered before the application at boot. */
    BootRecovery bootRecovery() {
        return new BootRecovery(openDirectory(), machine(), this::catalog, clock);
    }

    Hold hold() {
        return new Hold(root);
    }

    /** How units of ours recover. */
    RecoveryCommand recoveryCommand() {
        return new RecoveryCommand(command, openDirectory());
    }

    Retention retention() {
        return new Retention(reads(), store(), link(), this::namedByUnits, snapshots(), clock);
    }

    PrunePlan prunePlan(Request.Prune request) {
        Application.Retention settings = application().retention();
        Application.Retention asked = request.keep().map(settings::keeping).orElse(settings);
        return retention()
                .plan(
                        asked,
                        inActivation(),
                        openActivation()
                                .refusal("prune")
                                .or(() -> new PruneAfterRebuild(reads()).refusal(request, settings.keep())));
    }

    PruneSchedule schedule() {
        return new PruneSchedule(root, systemd(), new SystemdAnalyze(processes), new OwnUnits(root), command);
    }

    Journal journal() {
        return new Journal(processes);
    }

    private Machine machine() {
        return new Machine(
                systemd(),
                link(),
                this::installation,
                root,
                new HostAccounts(root.dir(), processes),
                journal(),
                new HealthWatch(systemd(), Ticker.system()),
                this::probes,
                safeguards(),
                new StateGuard(root, snapshots(), clock));
    }

    PackageExchange exchange() {
        return PackageExchange.of(root);
    }

    Safeguards safeguards() {
        return new Safeguards(root, systemd(), recoveryCommand());
    }

    private Path snapshotDirectory() {
        return root.resolve(STATE + "/state");
    }

    Snapshots snapshots() {
        return new Snapshots(snapshotDirectory());
    }

    StateRules stateRules() {
        return stateRules(reads());
    }

    StateRules stateRules(CatalogReads catalog) {
        return new StateRules(catalog, store(), snapshots());
    }

    private UnitInstallation installation(Intent intent) {
        return new UnitInstallation(
                root, intent.oldUnits(), intent.newUnits(), intent.id().toString());
    }

    private Probes probes(Application settings) {
        return new Probes(
                processes,
                new Probes.CommandSetting(
                        settings.user(),
                        settings.group(),
                        settings.directories().state(),
                        List.of(
                                settings.directories().state(),
                                settings.directories().runtime()),
                        Map.of("PYTHONPATH", settings.code())));
    }

    private Retention.Needed inActivation() {
        return OpenJournal.unfinished(openDirectory(), reads())
                .map(OpenJournal::intent)
                .map(Parts::neededBy)
                .orElse(Retention.Needed.NOTHING);
    }

    private static Retention.Needed neededBy(Intent intent) {
        Set<Version> versions = new HashSet<>();
        intent.to().ifPresent(versions::add);
        intent.from().ifPresent(versions::add);
        Set<OperationId> copies = new HashSet<>(Set.of(intent.id()));
        intent.state().flatMap(StateWork::restore).ifPresent(copies::add);
        return new Retention.Needed(versions, copies);
    }

    /** Installed units whose texts name a release's own path. */
    private Map<String, String> namedByUnits() {
        return new OwnUnits(root).naming(location().base() + "/releases");
    }

    @Override
    public synchronized void close() {
        if (systemd != null) {
            systemd.close();
        }
        if (catalog != null) {
            catalog.close();
        }
        if (reads != null) {
            reads.close();
        }
    }
}
