package io.smolotchi.release.web.api;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PlanJson;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API answers with. Members are only ever added; times are UTC, sizes bytes. */
final class Documents {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Documents() {}

    static String write(Object document) {
        return MAPPER.writeValueAsString(document) + "\n";
    }

    /** As in {@code show}: what, why, and what to type next. */
    record Reason(String code, String what, String remedy) {
        static List<Reason> of(List<Refusal> refusals, Advice advice) {
            return advice.in(refusals).stream()
                    .map(refusal -> new Reason(refusal.code().name(), refusal.what(), refusal.remedy()))
                    .toList();
        }
    }

    /**
     * @param health "well", "not well", "changing", "interrupted" or "needs a hand"
     * @param open the operation that is in progress or was interrupted
     */
    record Now(
            String application,
            Optional<Version> current,
            Optional<Digest> digest,
            String note,
            String health,
            Optional<OperationId> since,
            Optional<OperationId> open,
            boolean stranded,
            Optional<Version> rollbackTarget,
            String rollbackReason,
            Optional<Version> redoTarget,
            long diskFree,
            long diskTotal,
            List<String> problems) {

        static Now of(Status status, Advice advice) {
            return new Now(
                    status.application(),
                    status.current(),
                    status.digest(),
                    status.currentNote(),
                    health(status),
                    status.since().map(Activation::id),
                    status.open(),
                    status.stranded(),
                    status.rollbackTarget(),
                    status.rollbackReason(),
                    status.redoTarget(),
                    status.disk().free(),
                    status.disk().total(),
                    status.problems().stream().map(advice::in).toList());
        }

        private static String health(Status status) {
            if (status.stranded()) {
                return "needs a hand";
            }
            if (status.open().isPresent()) {
                return status.openRunning() ? "changing" : "interrupted";
            }
            return status.well() ? "well" : "not well";
        }
    }

    record OneRelease(
            Version version,
            Digest digest,
            String state,
            boolean pinned,
            Optional<String> bad,
            Instant stagedAt,
            String source,
            long files,
            long bytes,
            Optional<Instant> lastHealthy) {

        static OneRelease of(ReleaseSummary summary) {
            var release = summary.release();
            return new OneRelease(
                    release.version(),
                    release.digest(),
                    summary.state(),
                    summary.pinned(),
                    summary.bad(),
                    release.stagedAt(),
                    release.source(),
                    release.files(),
                    release.bytes(),
                    summary.lastHealthy());
        }
    }

    /** @param outcome as in tables; empty while it is in progress */
    record Row(
            OperationId id,
            String kind,
            Optional<Version> from,
            Optional<Version> to,
            Optional<String> outcome,
            String cause,
            String actor,
            String origin,
            String reason,
            Instant begun,
            Optional<Instant> ended) {

        static Row of(Activation row) {
            return new Row(
                    row.id(),
                    row.kind().word(),
                    row.from(),
                    row.to(),
                    word(row.ended()),
                    causeOf(row.ended()),
                    row.caller().actor(),
                    wordOf(row.caller().origin()),
                    row.caller().reason(),
                    row.openedAt(),
                    row.ended().map(Ended::at));
        }
    }

    /** @param next the address of the next page; empty on the last one */
    record History(List<Row> rows, Optional<String> next) {}

    record OneOperation(
            OperationId id,
            String kind,
            String actor,
            String origin,
            String reason,
            Instant asked,
            Optional<String> outcome,
            String cause,
            Optional<Instant> ended) {

        static OneOperation of(Operation operation) {
            return new OneOperation(
                    operation.id(),
                    operation.kind().word(),
                    operation.caller().actor(),
                    wordOf(operation.caller().origin()),
                    operation.caller().reason(),
                    operation.askedAt(),
                    word(operation.ended()),
                    causeOf(operation.ended()),
                    operation.ended().map(Ended::at));
        }
    }

    record Happened(long id, Instant at, String type, String step, String text) {
        static Happened of(Event event) {
            return new Happened(
                    event.id(),
                    event.at(),
                    event.type().name().toLowerCase(java.util.Locale.ROOT),
                    event.step(),
                    event.text());
        }
    }

    record Unit(
            String name,
            String state,
            boolean well,
            boolean optional,
            int mainPid,
            int restarts,
            Optional<Long> memory,
            Optional<Instant> since,
            String enabled,
            Optional<Version> runs,
            List<String> notes) {

        static Unit of(InstalledUnit unit) {
            Status.UnitHealth health = unit.health();
            return new Unit(
                    health.unit(),
                    health.state(),
                    health.well(),
                    health.optional(),
                    health.mainPid(),
                    health.restarts(),
                    health.memoryBytes(),
                    health.since(),
                    health.fileState(),
                    unit.running(),
                    unit.notes());
        }
    }

    record Check(String check, String verdict, String result, List<String> details, String remedy, String mending) {
        static Check of(Diagnosis.Line line, Advice advice) {
            return new Check(
                    line.check(),
                    line.verdict(),
                    line.result(),
                    line.details(),
                    advice.in(line.remedy()),
                    line.mending());
        }
    }

    /**
     * @param digest that a change has to name, so that exactly this is carried out
     * @param values that the change has to name: those that were asked, with what the plan found out
     */
    record Planned(
            String summary,
            Digest digest,
            JsonNode values,
            boolean nothingToDo,
            boolean refused,
            List<Reason> refusals,
            JsonNode plan) {
        static Planned of(Plan plan, Map<String, Object> values, Advice advice) {
            return new Planned(
                    plan.summary(),
                    plan.digest(),
                    MAPPER.valueToTree(values),
                    plan.nothingToDo(),
                    plan.refused(),
                    Reason.of(plan.refusals(), advice),
                    MAPPER.readTree(PlanJson.write(plan)));
        }
    }

    /** @param upload what a staging names */
    record Received(String upload) {}

    /** @param cancelled whether it was told to; it may have been past the point where it can be */
    record Cancelled(OperationId operation, boolean cancelled) {}

    record Asked(OperationId operation, String href) {}

    /** RFC 9457, with our reasons. */
    record Problem(String title, int status, String detail, List<Reason> refusals) {}

    private static String wordOf(Origin origin) {
        return origin.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Optional<String> word(Optional<Ended> ended) {
        return ended.map(Ended::outcome).map(Outcome::word);
    }

    private static String causeOf(Optional<Ended> ended) {
        return ended.map(Ended::outcome)
                .map(outcome -> switch (outcome) {
                    case Outcome.RolledBack back -> back.cause();
                    case Outcome.Stranded stranded -> stranded.cause();
                    case Outcome.Abandoned abandoned -> abandoned.cause();
                    case Outcome.Failed failed -> failed.cause();
                    case Outcome.Done done -> done.text();
                    case Outcome.Refused refused ->
                        refused.refusals().isEmpty()
                                ? ""
                                : refused.refusals().getFirst().what();
                    case Outcome.Healthy _, Outcome.Unchecked _ -> "";
                })
                .orElse("");
    }
}
