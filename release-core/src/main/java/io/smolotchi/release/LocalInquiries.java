package io.smolotchi.release;

import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.UnknownRelease;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.CatalogFile;
import io.smolotchi.release.comparison.Comparison;
import io.smolotchi.release.operation.Deserted;
import io.smolotchi.release.operation.Holder;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.Holding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads of the machine that this process runs on. */
final class LocalInquiries implements Inquiries {

    private static final int ACTIVATIONS_OF_A_RELEASE = 50;

    /** For a service to start Java on a small and busy machine. */
    static final Duration UNTIL_BEGUN = Duration.ofMinutes(3);

    private final Parts parts;

    LocalInquiries(Parts parts) {
        this.parts = parts;
    }

    @Override
    public Status status() {
        return new StatusReading(parts).read();
    }

    @Override
    public List<ReleaseSummary> releases() {
        ReleaseHistory history = ReleaseHistory.of(rows(), parts.store()::holds);
        Optional<Version> current = parts.link().version();
        Optional<Version> target = target(history);
        return rows().releases().stream()
                .filter(release -> history.release(release.version()).equals(Optional.of(release)))
                .sorted(Comparator.comparingLong(Release::sequence).reversed())
                .map(release -> ReleaseSummary.of(release, history, current, target))
                .toList();
    }

    @Override
    public Map<Version, Long> bytesAlone() {
        return parts.store().bytesHeldAlone();
    }

    @Override
    public Optional<Version> releaseAt(Path path) {
        try {
            Path place = path.toRealPath();
            Path releases = parts.store().location().directory().resolve("releases");
            return Files.isDirectory(releases) && releases.toRealPath().equals(place.getParent())
                    ? Version.parse(place.getFileName().toString()).filter(parts.store()::holds)
                    : Optional.empty();
        } catch (IOException nothingThere) {
            return Optional.empty();
        }
    }

    @Override
    public ReleaseDetails release(Version version) {
        ReleaseHistory history = ReleaseHistory.of(rows(), parts.store()::holds);
        Release release = history.release(version)
                .orElseThrow(() -> new Refused(
                        UnknownRelease.refusal("show", version, parts.store().releases())));
        List<Activation> activations = rows().activations(
                        HistoryFilter.newest(ACTIVATIONS_OF_A_RELEASE).ofVersion(Optional.of(version)));
        Holding holding = parts.store().holding(version);
        return new ReleaseDetails(
                ReleaseSummary.of(release, history, parts.link().version(), target(history)),
                holding.alone(),
                holding.shared(),
                parts.store().provenance(version).lines(),
                activations.stream()
                        .filter(Activation::live)
                        .findFirst()
                        .map(row -> rows().installedFiles(row.id()).stream()
                                .map(file -> file.path())
                                .toList())
                        .orElse(List.of()),
                activations);
    }

    @Override
    public List<VerifiedRelease> verify(Optional<Version> version) {
        return new Verifying(parts.store(), rows()).verify(version);
    }

    @Override
    public ReleaseComparison compare(Version from, Version to) {
        return new Comparison(parts.store(), parts.known()).between(from, to);
    }

    @Override
    public List<Activation> history(HistoryFilter filter) {
        return rows().activations(filter);
    }

    @Override
    public Operation operation(OperationId id) {
        return rows().operation(id).orElseThrow(() -> unknown(id));
    }

    @Override
    public boolean deserted(OperationId id) {
        boolean beingRecovered = parts.locks().changeHolder().isPresent()
                && OpenJournal.find(parts.openDirectory())
                        .filter(journal -> journal.intent().id().equals(id))
                        .isPresent();
        return !beingRecovered
                && Deserted.left(rows(), operation(id), parts.clock().instant(), UNTIL_BEGUN);
    }

    @Override
    public Optional<String> inTheWay(OperationKind kind) {
        return parts.locks().inTheWay(kind).map(Holder::words).or(parts.exchange()::inTheWay);
    }

    @Override
    public Activation activation(OperationId id) {
        return rows().activation(id).orElseThrow(() -> unknown(id));
    }

    @Override
    public List<Event> events(OperationId id, long after) {
        return rows().events(id, after);
    }

    @Override
    public List<Event> events(OperationId id, long after, int limit) {
        return rows().events(id, after, limit);
    }

    @Override
    public List<Event> eventsSince(long after, int limit) {
        return rows().eventsSince(after, limit);
    }

    @Override
    public Map<Version, Long> sequences() {
        Map<Version, Long> sequences = new HashMap<>();
        rows().releases().forEach(release -> sequences.put(release.version(), release.sequence()));
        return sequences;
    }

    @Override
    public ActivationCounts activationCounts() {
        return rows().activationCounts();
    }

    @Override
    public CatalogReport catalog() {
        return new CatalogReport(new CatalogFile(parts.database()).problems(), List.of());
    }

    @Override
    public ScheduleStatus schedule() {
        return new ScheduleReading(parts, parts.reads()).read();
    }

    @Override
    public List<InstalledUnit> units() {
        return new UnitReading(parts).units();
    }

    @Override
    public List<UnitChange> unitChanges(Optional<Version> version) {
        UnitReading reading = new UnitReading(parts);
        return version.map(reading::changesTo).orElseGet(reading::drift);
    }

    @Override
    public LogPage log(String unit, Optional<String> cursor, int atMost) {
        return new LogReading(parts).page(unit, cursor, atMost);
    }

    @Override
    public Diagnosis diagnosis() {
        return new Examination(parts).diagnosis();
    }

    private Optional<Version> target(ReleaseHistory history) {
        return RollbackChoice.along(
                        parts.stateRules().heeded(history), 1, parts.clock().instant())
                .target()
                .flatMap(Activation::to);
    }

    private CatalogReads rows() {
        return parts.reads();
    }

    private static Refused unknown(OperationId id) {
        return new Refused(
                Code.OPERATION_UNKNOWN,
                "cannot show @" + id + ": because there is no such operation",
                "smolotchi-release history");
    }
}
