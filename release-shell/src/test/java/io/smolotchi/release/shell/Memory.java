package io.smolotchi.release.shell;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.Changes;
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
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A core in memory that plans and ends operations as it was told, and keeps what it was asked. */
final class Memory implements FrontDoor, Changes, Inquiries {

    record Asked(Request request, Caller caller, Optional<Digest> expectedPlan) {}

    final List<Asked> asked = new ArrayList<>();
    final List<OperationId> performed = new ArrayList<>();
    private Function<Request, Plan> planner = _ -> {
        throw new AssertionError("no plan was prepared");
    };
    private Function<Request, Outcome> ending = _ -> new Outcome.Healthy();
    boolean closed;
    private boolean here;
    private boolean endless;
    private boolean unwell;
    private int heldFor;
    private int lockReads;
    private Optional<Optional<Outcome>> cancellation = Optional.empty();
    private final Map<OperationId, Operation> operations = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();

    Memory planning(Plan plan) {
        planner = _ -> plan;
        return this;
    }

    Memory planning(Function<Request, Plan> plans) {
        planner = plans;
        return this;
    }

    Memory ending(Outcome outcome) {
        ending = _ -> outcome;
        return this;
    }

    Memory ending(Function<Request, Outcome> outcomes) {
        ending = outcomes;
        return this;
    }

    /** Operations that are asked go on for ever. */
    Memory endless() {
        endless = true;
        return this;
    }

    /** @param outcome with which an operation ends that is cancelled; empty when it takes its time */
    Memory cancelling(Optional<Outcome> outcome) {
        cancellation = Optional.of(outcome);
        return this;
    }

    /** Something on the machine is not as it should be. */
    Memory unwell() {
        unwell = true;
        return this;
    }

    /** Somebody else holds the lock until it was looked at so often. */
    Memory held(int looks) {
        heldFor = looks;
        return this;
    }

    Memory carriedOutHere() {
        here = true;
        return this;
    }

    @Override
    public Changes changes() {
        return this;
    }

    @Override
    public Inquiries inquiries() {
        return this;
    }

    @Override
    public boolean here(Request request) {
        return here;
    }

    @Override
    public void serve(Duration idle) {}

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public Plan plan(Request request) {
        return planner.apply(request);
    }

    /** As the activation itself would be planned. */
    @Override
    public ActivationPlan preview(Path tree, Request.Activate request) {
        return (ActivationPlan) planner.apply(request);
    }

    @Override
    public Optional<Version> releaseAt(Path path) {
        return path.endsWith("releases/1.1.0") || path.endsWith("current")
                ? Optional.of(Sample.GOOD)
                : Optional.empty();
    }

    @Override
    public OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan) {
        asked.add(new Asked(request, caller, expectedPlan));
        OperationId id = new OperationId(40 + asked.size());
        Optional<Ended> ended = endless
                ? Optional.empty()
                : Optional.of(new Ended(Recorder.NOW.plusMillis(12_300), ending.apply(request)));
        operations.put(
                id,
                new Operation(
                        id, request.kind(), caller, Recorder.NOW, RequestJson.write(request), expectedPlan, ended));
        events.addAll(Sample.steps(id));
        return id;
    }

    @Override
    public boolean cancel(OperationId id, String who) {
        return cancel(id);
    }

    @Override
    public boolean cancel(OperationId id) {
        if (cancellation.isPresent()) {
            Operation operation = operation(id);
            operations.put(
                    id,
                    new Operation(
                            id,
                            operation.kind(),
                            operation.caller(),
                            operation.askedAt(),
                            operation.request(),
                            operation.expectedPlan(),
                            cancellation.get().map(outcome -> new Ended(Recorder.NOW, outcome))));
        }
        return cancellation.isPresent();
    }

    @Override
    public Outcome boot() {
        return ending.apply(new Request.Recover(true));
    }

    @Override
    public Outcome perform(OperationId id) {
        performed.add(id);
        return ending.apply(new Request.Recover(true));
    }

    @Override
    public Status status() {
        return unwell ? Sample.unwell() : Sample.status();
    }

    @Override
    public List<ReleaseSummary> releases() {
        return Sample.releases();
    }

    @Override
    public Map<Version, Long> bytesAlone() {
        return Map.of(Version.of("1.2.0"), 12_000L, Version.of("1.1.0"), 20_000L, Version.of("1.0.0"), 990_000L);
    }

    @Override
    public ReleaseDetails release(Version version) {
        return releases().stream()
                .filter(summary -> summary.release().version().equals(version))
                .findFirst()
                .map(Sample::details)
                .orElseThrow(() -> new Refused(
                        Code.RELEASE_UNKNOWN,
                        "cannot show " + version + ": because no release of that version is staged",
                        "smolotchi-release list"));
    }

    @Override
    public List<VerifiedRelease> verify(Optional<Version> version) {
        return Sample.verified().stream()
                .filter(release -> version.isEmpty() || version.get().equals(release.version()))
                .toList();
    }

    @Override
    public ReleaseComparison compare(Version from, Version to) {
        return Sample.comparison(from, to);
    }

    @Override
    public List<Activation> history(HistoryFilter filter) {
        return Sample.history().stream()
                .filter(row -> filter.before().isEmpty()
                        || row.id().compareTo(filter.before().get()) < 0)
                .filter(row -> filter.outcome().isEmpty()
                        || row.ended()
                                .filter(ended -> ended.outcome()
                                        .word()
                                        .equals(filter.outcome().get()))
                                .isPresent())
                .limit(filter.limit())
                .toList();
    }

    @Override
    public boolean deserted(OperationId id) {
        return false;
    }

    @Override
    public Optional<String> inTheWay(OperationKind kind) {
        lockReads++;
        return lockReads <= heldFor ? Optional.of("prune @40 by berta") : Optional.empty();
    }

    @Override
    public Operation operation(OperationId id) {
        return Optional.ofNullable(operations.get(id))
                .or(() -> Sample.operation(id))
                .orElseThrow(() -> new Refused(
                        Code.OPERATION_UNKNOWN, "cannot show @" + id + ": because there is no such operation", ""));
    }

    @Override
    public Activation activation(OperationId id) {
        return Sample.history().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Event> events(OperationId id, long after) {
        List<Event> all = operations.containsKey(id) ? events : Sample.failedSteps(id);
        return all.stream()
                .filter(event -> event.operation().equals(id) && event.id() > after)
                .toList();
    }

    @Override
    public List<Event> events(OperationId id, long after, int limit) {
        return events(id, after).stream().limit(limit).toList();
    }

    @Override
    public List<Event> eventsSince(long after, int limit) {
        return List.of();
    }

    @Override
    public Map<Version, Long> sequences() {
        return Map.of();
    }

    @Override
    public ActivationCounts activationCounts() {
        return new ActivationCounts(Map.of(), 0);
    }

    @Override
    public CatalogReport catalog() {
        return new CatalogReport(unwell ? List.of("it is gone") : List.of(), List.of());
    }

    @Override
    public CatalogReport rebuildCatalog(Caller caller) {
        return new CatalogReport(List.of("there was none"), List.of("made again"));
    }

    @Override
    public CatalogReport migrateCatalog(Caller caller) {
        return new CatalogReport(List.of(), List.of("the catalog was migrated"));
    }

    @Override
    public List<InstalledUnit> units() {
        return Sample.units(status());
    }

    @Override
    public List<UnitChange> unitChanges(Optional<Version> version) {
        return Sample.activation().units();
    }

    @Override
    public LogPage log(String unit, Optional<String> cursor, int atMost) {
        return Sample.log(unit);
    }

    @Override
    public Diagnosis diagnosis() {
        return Sample.diagnosis();
    }

    @Override
    public ScheduleStatus schedule() {
        return Sample.schedule();
    }
}
