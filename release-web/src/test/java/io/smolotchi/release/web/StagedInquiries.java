package io.smolotchi.release.web;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.LogPage;
import io.smolotchi.release.ReleaseDetails;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.ScheduleStatus;
import io.smolotchi.release.Status;
import io.smolotchi.release.VerifiedRelease;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads of the world in memory. Releases whose version begins with "broken" are damaged. */
final class StagedInquiries implements Inquiries {

    private final StagedRecords records;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Set<OperationId> left = ConcurrentHashMap.newKeySet();
    private final List<String> problems;

    /** @param problems may grow */
    StagedInquiries(StagedRecords records, List<String> problems) {
        this.records = records;
        this.problems = problems;
    }

    @Override
    public Status status() {
        Instant started = Instant.now().minus(Duration.ofHours(30));
        Optional<Version> current = records.current();
        return new Status(
                "smolotchi",
                "/",
                current,
                "",
                current.map(version -> Digest.of(version.value())),
                records.lastLive(),
                records.open(),
                records.open().filter(left::contains).isEmpty(),
                false,
                "running",
                List.of(
                        unit("smolotchi-core.service", "active (running)", true, false, 812, started),
                        unit("smolotchi-web.service", "active (running)", true, false, 820, started),
                        unit("smolotchi-display.service", "failed (exit-code)", false, true, 0, started)),
                records.target(),
                records.target()
                        .map(version -> version + " (@3, healthy for 9 days; skipped 1.2.0 @5: it is marked bad)")
                        .orElse("No earlier release qualifies."),
                records.redoTarget(),
                new Status.Disk(11_200_000_000L, 31_000_000_000L),
                schedule(),
                List.copyOf(problems));
    }

    void says(String line) {
        said.add(line);
    }

    void interrupted() {
        left.addAll(records.notEnded());
    }

    private Status.UnitHealth unit(String name, String state, boolean well, boolean optional, int pid, Instant since) {
        return new Status.UnitHealth(
                name,
                state,
                well,
                optional,
                pid,
                0,
                pid == 0 ? Optional.empty() : Optional.of(21_400_000L),
                pid == 0 ? Optional.empty() : Optional.of(since),
                records.masked(name) ? "masked" : "enabled");
    }

    @Override
    public List<ReleaseSummary> releases() {
        return records.releases();
    }

    @Override
    public ReleaseDetails release(Version version) {
        ReleaseSummary summary = records.release(version)
                .orElseThrow(() -> new Refused(
                        Code.RELEASE_UNKNOWN,
                        "cannot show " + version + ": because no such release is staged",
                        "smolotchi-release list"));
        return new ReleaseDetails(
                summary,
                summary.release().bytes() / 4,
                summary.release().bytes() - summary.release().bytes() / 4,
                List.of("source: " + summary.release().source(), "staged by: root (console)", "python: 3.11.2"),
                List.of("smolotchi-core.service", "smolotchi-web.service"),
                records.newest().stream()
                        .filter(row -> row.to().equals(Optional.of(version)))
                        .toList());
    }

    @Override
    public Map<Version, Long> bytesAlone() {
        return Map.of();
    }

    @Override
    public List<VerifiedRelease> verify(Optional<Version> version) {
        return records.releases().reversed().stream()
                .map(ReleaseSummary::release)
                .filter(release -> version.isEmpty() || version.get().equals(release.version()))
                .map(release -> new VerifiedRelease(
                        release.version(),
                        release.files(),
                        release.bytes(),
                        release.version().value().startsWith("broken") ? List.of(damage()) : List.of()))
                .toList();
    }

    private static VerifiedRelease.Finding damage() {
        return new VerifiedRelease.Finding(
                "changed", "web/app.py", "1f2e", "3d4c", List.of(), "changed: web/app.py (1f2e, found 3d4c)");
    }

    @Override
    public List<Activation> history(HistoryFilter filter) {
        return records.newest().stream()
                .filter(row -> filter.version().isEmpty() || row.to().equals(filter.version()))
                .filter(row -> filter.outcome().isEmpty()
                        || row.ended().map(end -> end.outcome().word()).equals(filter.outcome()))
                .filter(row -> filter.before().isEmpty()
                        || row.id().compareTo(filter.before().get()) < 0)
                .limit(filter.limit())
                .toList();
    }

    @Override
    public boolean deserted(OperationId id) {
        return left.contains(id) && operation(id).ended().isEmpty();
    }

    @Override
    public Optional<String> inTheWay(OperationKind kind) {
        return Optional.empty();
    }

    @Override
    public Operation operation(OperationId id) {
        return records.operation(id)
                .orElseThrow(() -> new Refused(Code.OPERATION_UNKNOWN, "there is no operation @" + id, ""));
    }

    @Override
    public Activation activation(OperationId id) {
        return records.activation(id)
                .orElseThrow(() -> new Refused(Code.OPERATION_UNKNOWN, "there is no activation @" + id, ""));
    }

    @Override
    public List<Event> events(OperationId id, long after) {
        return records.events().stream()
                .filter(event -> event.operation().equals(id) && event.id() > after)
                .toList();
    }

    @Override
    public List<Event> events(OperationId id, long after, int limit) {
        return events(id, after).stream().limit(limit).toList();
    }

    @Override
    public List<Event> eventsSince(long after, int limit) {
        return records.events().stream()
                .filter(event -> event.id() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public Map<Version, Long> sequences() {
        Map<Version, Long> sequences = new HashMap<>();
        records.releases()
                .forEach(one ->
                        sequences.put(one.release().version(), one.release().sequence()));
        return sequences;
    }

    @Override
    public ActivationCounts activationCounts() {
        Map<String, Long> counts = new HashMap<>();
        records.newest()
                .forEach(row ->
                        row.ended().ifPresent(end -> counts.merge(end.outcome().word(), 1L, Long::sum)));
        return new ActivationCounts(counts, records.events().size());
    }

    @Override
    public CatalogReport catalog() {
        return new CatalogReport(List.of(), List.of());
    }

    @Override
    public Optional<Version> releaseAt(Path path) {
        return Optional.empty();
    }

    @Override
    public List<InstalledUnit> units() {
        return StagedMachine.units(status());
    }

    @Override
    public List<UnitChange> unitChanges(Optional<Version> version) {
        return StagedMachine.changes();
    }

    @Override
    public LogPage log(String unit, Optional<String> cursor, int atMost) {
        return StagedMachine.log(unit, List.copyOf(said));
    }

    @Override
    public ReleaseComparison compare(Version from, Version to) {
        return StagedComparison.of(from, to);
    }

    @Override
    public Diagnosis diagnosis() {
        return StagedMachine.diagnosis();
    }

    @Override
    public ScheduleStatus schedule() {
        Optional<String> calendar = records.calendar();
        return new ScheduleStatus(
                calendar,
                calendar.map(_ -> Instant.now().plus(Duration.ofHours(7))),
                Optional.of(Instant.now().minus(Duration.ofHours(17))),
                "deleted 1 release");
    }
}
