package io.smolotchi.release.web;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A front door with nothing behind it: a few releases in memory, and activations that take {@code pace} for each step. Releases whose version begins with
 * "broken" fail their health and are rolled back.
 */
final class StagedWorld {

    private final StagedRecords records = new StagedRecords();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final StagedChanges changes = new StagedChanges(records);
    private final StagedInquiries inquiries = new StagedInquiries(records, problems);

    Changes changes() {
        return changes;
    }

    Inquiries inquiries() {
        return inquiries;
    }

    StagedWorld release(String version) {
        records.stage(version);
        return this;
    }

    /** At once, and some time ago. */
    StagedWorld activated(String version, Outcome outcome, Duration ago, String actor, String reason) {
        Instant at = Instant.now().minus(ago);
        OperationId id = begin(version, new Caller(actor, Origin.CONSOLE, reason), at);
        Instant then = at;
        for (PlannedStep step : StagedPlans.STEPS) {
            records.add(id, then, Event.Type.STEP_STARTED, step.name(), "");
            then = then.plusMillis(step.name().equals("watch") ? 11_200 : 130);
            if (outcome instanceof Outcome.RolledBack failed && step.name().equals("watch")) {
                StagedUndo.tell(records, id, then, failed.cause());
                break;
            }
            records.add(id, then, Event.Type.STEP_DONE, step.name(), "");
        }
        records.end(id, then.plusMillis(20), outcome);
        return this;
    }

    /** A line of the journal of every unit. */
    void says(String line) {
        inquiries.says(line);
    }

    /** Nobody carries out what is open. */
    StagedWorld interrupted() {
        inquiries.interrupted();
        return this;
    }

    /** An activation that never began. */
    StagedWorld refused(String version) {
        OperationId id = records.number();
        records.begin(
                id,
                Request.Activate.of(Version.of(version)),
                new Caller("anna", Origin.CONSOLE, ""),
                Instant.now(),
                new SmallPlan(SmallPlan.FORMAT, "none", List.of(), true, List.of()));
        records.end(id, Instant.now(), new Outcome.Refused(List.of(Refusal.of(Code.RELEASE_CURRENT, "it runs", ""))));
        return this;
    }

    void forgetHistory() {
        records.forget();
    }

    StagedWorld pace(Duration each) {
        changes.pace(each);
        return this;
    }

    StagedWorld problem(String text) {
        problems.add(text);
        return this;
    }

    StagedWorld evidence(long id, String name, String text) {
        records.add(new OperationId(id), Instant.now(), Event.Type.EVIDENCE, name, text);
        return this;
    }

    List<Request> asked() {
        return changes.asked();
    }

    /** An operation that begins and goes on only with {@link #event}. */
    OperationId hanging(String version) {
        return begin(version, new Caller("root", Origin.CONSOLE, ""), Instant.now());
    }

    /** A staging that begins and does not go on. */
    OperationId staging(String version) {
        OperationId id = records.number();
        Request request = new Request.Stage(
                new Source.Upload("0123456789abcdef0123456789abcdef"), Optional.of(Version.of(version)));
        records.begin(
                id, request, new Caller("martha", Origin.WEB, ""), Instant.now(), new StagedPlans(records).of(request));
        records.add(id, Instant.now(), Event.Type.STARTED, "", "stage asked by martha");
        return id;
    }

    private OperationId begin(String version, Caller caller, Instant at) {
        OperationId id = records.number();
        Request request = Request.Activate.of(Version.of(version));
        records.begin(id, request, caller, at, new StagedPlans(records).activating(Version.of(version)));
        records.add(id, at, Event.Type.STARTED, "", "activate " + version);
        return id;
    }

    long event(OperationId id, Event.Type type, String step, String text) {
        return records.add(id, Instant.now(), type, step, text);
    }

    void end(OperationId id, Instant at, Outcome outcome) {
        records.end(id, at, outcome);
    }
}
