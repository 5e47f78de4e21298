package io.smolotchi.release.web;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.ReleaseDetails;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.ScheduleStatus;
import io.smolotchi.release.Status;
import io.smolotchi.release.VerifiedRelease;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A front door with nothing behind it: a few releases in memory, and activations that take {@code pace} for each step. Releases whose version begins with
 * "broken" fail their health and are rolled back.
 */
final class StagedWorld implements Changes, Inquiries {

    private final Map<OperationId, Operation> operations = new LinkedHashMap<>();
    private final Map<OperationId, Activation> activations = new LinkedHashMap<>();
    private final Map<OperationId, List<Event>> events = new LinkedHashMap<>();
    private final List<ReleaseSummary> releases = new ArrayList<>();
    private Optional<Version> current = Optional.empty();
    private Optional<String> calendar = Optional.empty();
    private final List<String> problems = new ArrayList<>();
    private final List<Request> asked = new ArrayList<>();
    private long nextOperation = 1;
    private long nextEvent = 1;
    private volatile Duration pace = Duration.ZERO;

    synchronized StagedWorld release(String version) {
        long sequence = releases.size() + 1L;
        Release release = new Release(
                sequence,
                Version.of(version),
                Digest.of(version),
                new OperationId(nextOperation++),
                Instant.now().minus(Duration.ofDays(20 - sequence)),
                "/srv/builds/smolotchi-" + version + ".tar.gz",
                253,
                1_712_331,
                Optional.empty());
        releases.add(new ReleaseSummary(release, false, false, false, Optional.empty(), false, Optional.empty()));
        return this;
    }

    /** As {@link #ask}, at once and some time ago. */
    synchronized StagedWorld activated(String version, Outcome outcome, Duration ago, String actor, String reason) {
        OperationId id = new OperationId(nextOperation++);
        Instant at = Instant.now().minus(ago);
        Request request = Request.Activate.of(Version.of(version));
        Caller caller = new Caller(actor, Origin.CONSOLE, reason);
        begin(
                id,
                request,
                caller,
                at,
                activationPlan(OperationKind.ACTIVATE, Optional.of(Version.of(version)), List.of()));
        add(id, at, Event.Type.STARTED, "", "activate " + version);
        boolean failed = outcome instanceof Outcome.RolledBack;
        Instant then = at;
        for (PlannedStep step : StagedPlans.STEPS) {
            add(id, then, Event.Type.STEP_STARTED, step.name(), "");
            then = then.plusMillis(step.name().equals("watch") ? 11_200 : 130);
            if (failed && step.name().equals("watch")) {
                undo(id, then, (Outcome.RolledBack) outcome);
                break;
            }
            add(id, then, Event.Type.STEP_DONE, step.name(), "");
        }
        end(id, then.plusMillis(20), outcome);
        return this;
    }

    StagedWorld pace(Duration each) {
        pace = each;
        return this;
    }

    synchronized StagedWorld problem(String text) {
        problems.add(text);
        return this;
    }

    synchronized StagedWorld evidence(long id, String name, String text) {
        add(new OperationId(id), Instant.now(), Event.Type.EVIDENCE, name, text);
        return this;
    }

    synchronized List<Request> asked() {
        return List.copyOf(asked);
    }

    /** An operation that begins and goes on only with {@link #event}. */
    synchronized OperationId hanging(String version) {
        OperationId id = new OperationId(nextOperation++);
        begin(
                id,
                Request.Activate.of(Version.of(version)),
                new Caller("root", Origin.CONSOLE, ""),
                Instant.now(),
                activationPlan(OperationKind.ACTIVATE, Optional.of(Version.of(version)), List.of()));
        add(id, Instant.now(), Event.Type.STARTED, "", "activate " + version);
        return id;
    }

    synchronized long event(OperationId id, Event.Type type, String step, String text) {
        return add(id, Instant.now(), type, step, text);
    }

    synchronized void end(OperationId id, Instant at, Outcome outcome) {
        add(id, at, Event.Type.ENDED, "", outcome.word());
        Ended ended = new Ended(at, outcome);
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
                        Optional.of(ended)));
        Activation row = activations.get(id);
        if (row == null) {
            return;
        }
        activations.put(
                id,
                new Activation(
                        id,
                        row.kind(),
                        row.caller(),
                        row.from(),
                        row.to(),
                        row.digest(),
                        row.position(),
                        row.parent(),
                        row.openedAt(),
                        row.settings(),
                        row.plan(),
                        Optional.of(ended)));
        Version to = row.to().orElseThrow();
        if (outcome.live()) {
            current = Optional.of(to);
            change(
                    to,
                    summary -> new ReleaseSummary(
                            summary.release(),
                            false,
                            false,
                            summary.pinned(),
                            Optional.empty(),
                            false,
                            Optional.of(at)));
        } else if (outcome instanceof Outcome.RolledBack rolledBack && rolledBack.blame() == Blame.RELEASE) {
            change(
                    to,
                    summary -> new ReleaseSummary(
                            summary.release(),
                            false,
                            false,
                            summary.pinned(),
                            Optional.of(rolledBack.cause()),
                            false,
                            summary.lastHealthy()));
        }
    }

    @Override
    public synchronized Plan plan(Request request) {
        return switch (request) {
            case Request.Activate activate -> {
                List<Refusal> refusals = new ArrayList<>();
                if (find(activate.version()).isEmpty()) {
                    refusals.add(new Refusal(
                            Code.RELEASE_UNKNOWN,
                            "cannot activate " + activate.version() + ": because no such release is staged",
                            "smolotchi-release list"));
                }
                if (current.equals(Optional.of(activate.version()))) {
                    refusals.add(new Refusal(
                            Code.RELEASE_CURRENT,
                            "cannot activate " + activate.version() + ": because it runs now",
                            ""));
                }
                yield activationPlan(OperationKind.ACTIVATE, Optional.of(activate.version()), refusals);
            }
            case Request.Rollback rollback -> {
                Optional<Version> target = rollback.to().or(this::target);
                yield activationPlan(
                        OperationKind.ROLLBACK,
                        target,
                        target.isPresent()
                                ? List.of()
                                : List.of(new Refusal(
                                        Code.ROLLBACK_NO_TARGET,
                                        "cannot roll back: because no earlier release qualifies",
                                        "smolotchi-release history")));
            }
            case Request.Prune _ -> StagedPlans.prune(releases());
            case Request.Schedule schedule ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        schedule.calendar().map(when -> "prune " + when).orElse("no pruning by itself"),
                        List.of("install smolotchi-release-prune.timer"),
                        schedule.calendar().equals(calendar),
                        List.of());
            case Request.Marking marking ->
                new SmallPlan(
                        SmallPlan.FORMAT,
                        marking.mark() + " " + marking.version() + " " + marking.set(),
                        List.of("a row in the catalog"),
                        false,
                        List.of());
            case Request.Recover _ -> new SmallPlan(SmallPlan.FORMAT, "recover", List.of(), true, List.of());
            case Request.Stage _ -> throw new IllegalArgumentException("pages can't stage yet");
        };
    }

    @Override
    public synchronized OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan) {
        Optional<OperationId> open = open();
        if (open.isPresent()) {
            throw new Refused(Code.BUSY, "cannot begin: because @" + open.get() + " holds the lock", "wait for it");
        }
        Plan plan = plan(request);
        if (expectedPlan.isPresent() && !expectedPlan.get().equals(plan.digest())) {
            throw new Refused(Code.PLAN_STALE, "cannot begin: because the plan is no longer the same", "");
        }
        asked.add(request);
        OperationId id = new OperationId(nextOperation++);
        begin(id, request, caller, Instant.now(), plan);
        Thread.ofVirtual().start(() -> perform(id));
        return id;
    }

    @Override
    public boolean here(Request request) {
        return true;
    }

    @Override
    public Outcome perform(OperationId id) {
        event(id, Event.Type.STARTED, "", "");
        Outcome outcome = new Outcome.Done("done");
        Activation row = rowOf(id);
        if (row != null) {
            outcome = run(id, row.to().orElseThrow());
        } else {
            apply(RequestJson.read(operation(id).request()));
        }
        end(id, Instant.now(), outcome);
        return outcome;
    }

    private Outcome run(OperationId id, Version to) {
        for (PlannedStep step : StagedPlans.STEPS) {
            event(id, Event.Type.STEP_STARTED, step.name(), "");
            rest();
            if (to.value().startsWith("broken") && step.name().equals("watch")) {
                Outcome.RolledBack outcome = new Outcome.RolledBack(
                        "watch", Code.HEALTH_FAILED, "the check http answered 500 nine times in a row", Blame.RELEASE);
                undo(id, Instant.now(), outcome);
                return outcome;
            }
            event(id, Event.Type.STEP_DONE, step.name(), "");
        }
        return new Outcome.Healthy();
    }

    private synchronized void undo(OperationId id, Instant at, Outcome.RolledBack outcome) {
        add(id, at, Event.Type.HEALTH_SAMPLE, "watch", "http: 500 Internal Server Error");
        add(id, at, Event.Type.STEP_FAILED, "watch", outcome.cause());
        for (String step : List.of("start", "switch", "prepare")) {
            add(id, at, Event.Type.STEP_UNDOING, step, "");
            add(id, at, Event.Type.STEP_UNDONE, step, "");
        }
        add(id, at, Event.Type.EVIDENCE, "health transcript", "http 500\nhttp 500\nhttp 500");
    }

    private synchronized @org.jspecify.annotations.Nullable Activation rowOf(OperationId id) {
        return activations.get(id);
    }

    private synchronized void apply(Request request) {
        switch (request) {
            case Request.Prune _ -> {
                List<Version> gone = StagedPlans.prune(releases()).deletions().stream()
                        .map(PrunePlan.Row::version)
                        .toList();
                releases.removeIf(summary -> gone.contains(summary.release().version()));
            }
            case Request.Schedule schedule -> calendar = schedule.calendar();
            case Request.Marking marking ->
                change(
                        marking.version(),
                        summary -> new ReleaseSummary(
                                summary.release(),
                                false,
                                false,
                                marking.mark() == Mark.Kind.PINNED ? marking.set() : summary.pinned(),
                                marking.mark() == Mark.Kind.BAD
                                        ? Optional.of("an operator said so").filter(_ -> marking.set())
                                        : summary.bad(),
                                summary.rolledBackFrom(),
                                summary.lastHealthy()));
            default -> {}
        }
    }

    private void rest() {
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(OperationId id, Request request, Caller caller, Instant at, Plan plan) {
        operations.put(
                id,
                new Operation(
                        id,
                        request.kind(),
                        caller,
                        at,
                        RequestJson.write(request),
                        Optional.of(plan.digest()),
                        Optional.empty()));
        events.put(id, new ArrayList<>());
        if (plan instanceof ActivationPlan activation) {
            activations.put(
                    id,
                    new Activation(
                            id,
                            request.kind(),
                            caller,
                            current,
                            activation.to(),
                            activation.digestOfTarget(),
                            id,
                            Optional.empty(),
                            at,
                            "{}",
                            PlanJson.write(plan),
                            Optional.empty()));
        }
    }

    private synchronized long add(OperationId id, Instant at, Event.Type type, String step, String text) {
        long number = nextEvent++;
        events.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Event(number, id, at, type, step, text, "{}"));
        return number;
    }

    private void change(Version version, java.util.function.UnaryOperator<ReleaseSummary> change) {
        releases.replaceAll(summary -> summary.release().version().equals(version) ? change.apply(summary) : summary);
    }

    private Optional<ReleaseSummary> find(Version version) {
        return releases.stream()
                .filter(summary -> summary.release().version().equals(version))
                .findFirst();
    }

    private Optional<Version> target() {
        return newest().filter(Activation::live)
                .flatMap(row -> row.to().stream())
                .filter(version -> !Optional.of(version).equals(current))
                .findFirst();
    }

    private java.util.stream.Stream<Activation> newest() {
        return activations.values().stream()
                .sorted(Comparator.comparing(Activation::id).reversed());
    }

    private Optional<OperationId> open() {
        return operations.values().stream()
                .filter(operation -> operation.ended().isEmpty())
                .map(Operation::id)
                .findFirst();
    }

    private ActivationPlan activationPlan(OperationKind kind, Optional<Version> to, List<Refusal> refusals) {
        return StagedPlans.activation(
                kind,
                current,
                to,
                newest().filter(Activation::live).map(Activation::id).findFirst(),
                refusals);
    }

    @Override
    public synchronized Status status() {
        Optional<Activation> since = newest().filter(Activation::live).findFirst();
        Instant started = Instant.now().minus(Duration.ofHours(30));
        return new Status(
                "smolotchi",
                "/",
                current,
                "",
                current.map(version -> Digest.of(version.value())),
                since,
                open(),
                true,
                false,
                "running",
                List.of(
                        unit("smolotchi-core.service", "active (running)", true, false, 812, started),
                        unit("smolotchi-web.service", "active (running)", true, false, 820, started),
                        unit("smolotchi-display.service", "failed (exit-code)", false, true, 0, started)),
                target(),
                target().map(version -> version + " (healthy 9 days; skipped 1.2.0: failed health)")
                        .orElse("No earlier release qualifies."),
                new Status.Disk(11_200_000_000L, 31_000_000_000L),
                schedule(),
                problems);
    }

    private static Status.UnitHealth unit(
            String name, String state, boolean well, boolean optional, int pid, Instant since) {
        return new Status.UnitHealth(
                name,
                state,
                well,
                optional,
                pid,
                0,
                pid == 0 ? Optional.empty() : Optional.of(21_400_000L),
                pid == 0 ? Optional.empty() : Optional.of(since),
                "enabled");
    }

    @Override
    public synchronized List<ReleaseSummary> releases() {
        Optional<Version> target = target();
        return releases.reversed().stream()
                .map(summary -> new ReleaseSummary(
                        summary.release(),
                        current.equals(Optional.of(summary.release().version())),
                        target.equals(Optional.of(summary.release().version())),
                        summary.pinned(),
                        summary.bad(),
                        summary.rolledBackFrom(),
                        summary.lastHealthy()))
                .toList();
    }

    @Override
    public synchronized ReleaseDetails release(Version version) {
        ReleaseSummary summary = releases().stream()
                .filter(it -> it.release().version().equals(version))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        Code.RELEASE_UNKNOWN,
                        "cannot show " + version + ": because no such release is staged",
                        "smolotchi-release list"));
        return new ReleaseDetails(
                summary,
                summary.release().bytes(),
                List.of("source: " + summary.release().source(), "staged by: root (console)", "python: 3.11.2"),
                List.of("smolotchi-core.service", "smolotchi-web.service"),
                newest().filter(row -> row.to().equals(Optional.of(version))).toList());
    }

    @Override
    public synchronized Map<Version, Long> bytesAlone() {
        return Map.of();
    }

    @Override
    public synchronized List<VerifiedRelease> verify(Optional<Version> version) {
        return releases.stream()
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
    public synchronized List<Activation> history(HistoryFilter filter) {
        return newest().filter(row -> filter.version().isEmpty() || row.to().equals(filter.version()))
                .filter(row -> filter.outcome().isEmpty()
                        || row.ended().map(end -> end.outcome().word()).equals(filter.outcome()))
                .filter(row -> filter.before().isEmpty()
                        || row.id().compareTo(filter.before().get()) < 0)
                .limit(filter.limit())
                .toList();
    }

    @Override
    public boolean deserted(OperationId id) {
        return false;
    }

    @Override
    public synchronized Operation operation(OperationId id) {
        return Optional.ofNullable(operations.get(id))
                .orElseThrow(() -> new Refused(Code.VALUE_MALFORMED, "there is no operation @" + id, ""));
    }

    @Override
    public synchronized Activation activation(OperationId id) {
        return Optional.ofNullable(activations.get(id))
                .orElseThrow(() -> new Refused(Code.VALUE_MALFORMED, "there is no activation @" + id, ""));
    }

    @Override
    public synchronized List<Event> events(OperationId id, long after) {
        return events.getOrDefault(id, List.of()).stream()
                .filter(event -> event.id() > after)
                .toList();
    }

    @Override
    public synchronized List<Event> eventsSince(long after, int limit) {
        return events.values().stream()
                .flatMap(List::stream)
                .filter(event -> event.id() > after)
                .sorted(Comparator.comparingLong(Event::id))
                .limit(limit)
                .toList();
    }

    @Override
    public CatalogReport catalog() {
        return new CatalogReport(List.of(), List.of());
    }

    @Override
    public CatalogReport rebuildCatalog(Caller caller) {
        return new CatalogReport(List.of("there was none"), List.of("made again"));
    }

    @Override
    public synchronized ScheduleStatus schedule() {
        return new ScheduleStatus(
                calendar,
                calendar.map(_ -> Instant.now().plus(Duration.ofHours(7))),
                Optional.of(Instant.now().minus(Duration.ofHours(17))),
                "deleted 1 release");
    }
}
