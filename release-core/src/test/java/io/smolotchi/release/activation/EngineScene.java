package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.boot.RecoveryCommand;
import io.smolotchi.release.boot.Safeguards;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.health.HealthWatch;
import io.smolotchi.release.health.Probes;
import io.smolotchi.release.health.Ticker;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.state.Snapshots;
import io.smolotchi.release.state.StateGuard;
import io.smolotchi.release.state.StateWork;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.StoreLocation;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.systemd.Journal;
import io.smolotchi.release.systemd.UnitName;
import io.smolotchi.release.units.UnitFile;
import io.smolotchi.release.units.UnitInstallation;
import io.smolotchi.release.units.UnitSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Release 1 runs, and release 2 is activated: real files, a real catalog, and a systemd that does what the test says. */
final class EngineScene implements AutoCloseable {

    static final String CORE = "smolotchi-core.service";
    static final String WEB = "smolotchi-web.service";
    static final String TIMER = "smolotchi-prune.timer";
    static final List<String> UNITS = List.of(CORE, WEB, TIMER);

    final ModelSystemd systemd = new ModelSystemd();
    final CurrentLink link;
    final OpenCatalog catalog;
    final OperationId id;
    private final Path root;
    private final Machine machine;
    private Optional<Version> to = Optional.of(Version.of("2"));
    private Optional<StateWork> state = Optional.empty();
    private List<UnitName> untouched = List.of();
    private List<UnitName> optional = List.of();
    private String newText = "[Service]\nExecStart=/bin/true 2\n";
    private final List<String> newUnits = new ArrayList<>(UNITS);

    EngineScene(Path root) {
        this.root = root;
        StoreLocation location = new StoreLocation(root, "/opt/smolotchi");
        link = new CurrentLink(location);
        catalog = OpenCatalog.open(root.resolve("catalog.db"));
        try {
            Files.createDirectories(root.resolve("opt/smolotchi/releases/1"));
            Files.createDirectories(root.resolve("opt/smolotchi/releases/2"));
            Files.createDirectories(root.resolve("etc/systemd/system"));
            for (String unit : UNITS) {
                Files.writeString(root.resolve("etc/systemd/system/" + unit), oldText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        link.prepare(List.of(Version.of("1")));
        link.commit(Version.of("1"));
        UNITS.forEach(systemd::runs);
        HostRoot host = new HostRoot(root);
        Processes none = _ -> new Finished(0, "", "", false);
        machine = new Machine(
                systemd,
                link,
                intent -> new UnitInstallation(
                        host, intent.oldUnits(), intent.newUnits(), intent.id().toString()),
                host,
                new HostAccounts(root, none),
                new Journal(none),
                new HealthWatch(systemd, new Hasty()),
                _ -> new Probes(none, new Probes.CommandSetting("nobody", "nobody", "/", List.of(), Map.of())),
                new Safeguards(host, systemd, new RecoveryCommand(List.of(), root.resolve("open"))),
                new StateGuard(host, new Snapshots(root.resolve("state")), Clock.systemUTC()));
        Caller caller = new Caller("tester", Origin.CONSOLE, "");
        id = catalog.ask(OperationKind.ACTIVATE, caller, Instant.EPOCH, "{}", Optional.empty());
        catalog.staged(new Release(0, Version.of("2"), digest(), id, Instant.EPOCH, "/srv/2", 1, 1, Optional.empty()));
    }

    /** Sleeps no longer than it has to: time passes by being slept away. */
    private static final class Hasty implements Ticker {
        private long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void sleep(Duration duration) {
            nanos += duration.toNanos();
        }
    }

    static String oldText() {
        return "[Service]\nExecStart=/bin/true 1\n";
    }

    private static Digest digest() {
        return Digest.of("2");
    }

    /** Units that run on. */
    EngineScene sparing(String... units) {
        untouched = Stream.of(units).map(UnitName::of).toList();
        return this;
    }

    EngineScene optional(String... units) {
        optional = Stream.of(units).map(UnitName::of).toList();
        return this;
    }

    EngineScene newText(String text) {
        newText = text;
        return this;
    }

    /** Another goal than release 2; empty for none. */
    EngineScene to(Optional<Version> goal) {
        to = goal;
        return this;
    }

    EngineScene state(StateWork work) {
        state = Optional.of(work);
        return this;
    }

    private UnitSet set(List<String> units, String text) {
        return new UnitSet(
                units.stream()
                        .map(unit -> new UnitFile("/etc/systemd/system/" + unit, 0644, Optional.empty(), text, false))
                        .toList(),
                List.of(),
                units.stream().map(UnitName::of).toList(),
                optional);
    }

    Intent intent() {
        Map<UnitName, Intent.Before> before = new TreeMap<>();
        UNITS.stream()
                .map(UnitName::of)
                .forEach(unit -> before.put(
                        unit,
                        new Intent.Before(
                                true, "enabled", Optional.of(systemd.state(unit).invocation()))));
        Application application = withoutChecks(Application.defaults());
        return new Intent(
                Intent.FORMAT,
                id,
                OperationKind.ACTIVATE,
                new Caller("tester", Origin.CONSOLE, ""),
                Optional.of(Version.of("1")),
                to,
                to.map(Version::value).map(Digest::of),
                false,
                set(UNITS, oldText()),
                set(newUnits, newText),
                before,
                List.of(),
                Stream.of(CORE, WEB, TIMER)
                        .map(UnitName::of)
                        .filter(unit -> !untouched.contains(unit))
                        .toList(),
                List.of(),
                List.of(),
                optional,
                application,
                application,
                List.of(),
                state,
                untouched);
    }

    private static Application withoutChecks(Application from) {
        Application.Health health = from.health();
        return new Application(
                from.name(),
                from.unitPrefix(),
                from.user(),
                from.group(),
                from.directories(),
                from.layout(),
                from.project(),
                from.web(),
                from.python(),
                from.units(),
                from.policy(),
                new Application.Health(
                        health.interval(), health.deadline(), health.steady(), health.stopTimeout(), List.of()),
                from.retention(),
                from.store());
    }

    OpenJournal opened() {
        Intent intent = intent();
        OpenJournal journal = OpenJournal.begin(root.resolve("open"), intent);
        catalog.open(new Activation(
                id,
                intent.kind(),
                intent.caller(),
                intent.from(),
                intent.to(),
                intent.digest(),
                id,
                Optional.empty(),
                Instant.EPOCH,
                "{}",
                "{}",
                Optional.empty()));
        return journal;
    }

    OperationRun run() {
        return new OperationRun(id, catalog, Clock.systemUTC(), () -> false);
    }

    Engine engine() {
        return new Engine(machine, new Ledger(catalog, Clock.systemUTC()));
    }

    Recovery recovery() {
        return new Recovery(root.resolve("open"), machine, catalog, Clock.systemUTC());
    }

    Outcome activate() {
        return engine().forward(opened(), run());
    }

    /** Those of the release whose name it is. */
    boolean unitsAreThoseOf(String version) {
        String text = version.equals("1") ? oldText() : newText;
        return UNITS.stream()
                .allMatch(unit -> read("etc/systemd/system/" + unit).equals(text));
    }

    private String read(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> active() {
        return UNITS.stream()
                .filter(unit -> systemd.state(UnitName.of(unit)).isActive())
                .collect(java.util.stream.Collectors.toSet());
    }

    boolean isMarkedBad() {
        return catalog.marks().stream().anyMatch(mark -> mark.kind() == Mark.Kind.BAD && mark.set());
    }

    @Override
    public void close() {
        catalog.close();
    }
}
