package io.smolotchi.release.web.api;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Reason;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.web.pages.Plans;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Plans and changes: the verbs of the pages' review, and no others. A change names the plan that it was shown. */
@RestController
@RequestMapping(path = "/api/v1")
class Writes {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST = 16 << 10;
    private static final Set<String> OF_PLANS = Set.of("verb", "values");
    private static final Set<String> OF_CHANGES = Set.of("verb", "values", "plan", "reason");

    private final Changes changes;
    private final Inquiries inquiries;
    private final Plans plans;
    private final Advice advice;

    Writes(Changes changes, Inquiries inquiries, Plans plans, Advice advice) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.plans = plans;
        this.advice = advice;
    }

    @PostMapping(
            path = "/plans",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Answers(value = "What a change would do; changes nothing", with = Documents.Planned.class)
    String plan(InputStream body) throws IOException {
        Request request = AskedChange.read(read(body), OF_PLANS);
        Plan plan = plans.of(request);
        return Documents.write(Documents.Planned.of(plan, AskedChange.values(request.agreedTo(plan)), advice));
    }

    /** Has a staging or a repair stop. */
    @PostMapping(path = "/operations/{id}/cancel", produces = MediaType.APPLICATION_JSON_VALUE)
    @Answers(value = "Has a staging or a repair stop", with = Documents.Cancelled.class)
    String cancel(@PathVariable String id, Principal principal) {
        OperationId operation = Reads.number(id);
        // refused when there is none
        inquiries.operation(operation);
        return Documents.write(new Documents.Cancelled(operation, changes.cancel(operation, principal.getName())));
    }

    @PostMapping(path = "/operations", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Answers(value = "Has a change carried out that was planned", with = Documents.Asked.class, status = 202)
    ResponseEntity<String> ask(InputStream body, Principal principal) throws IOException {
        JsonNode asked = read(body);
        Request request = AskedChange.read(asked, OF_CHANGES);
        if (asked.has("reason") && !asked.path("reason").isString()) {
            throw new Refused(Code.VALUE_MALFORMED, "cannot read that change: because 'reason' is no text", "");
        }
        String reason = asked.path("reason").asString("");
        Reason.problem(reason).ifPresent(problem -> {
            throw new Refused(problem);
        });
        Plan plan = plans.of(request);
        if (!plan.digest().hex().equals(asked.path("plan").asString(""))) {
            throw new Refused(
                    Code.PLAN_STALE,
                    "cannot carry that out: because it would not do what the plan with that digest says",
                    "POST /api/v1/plans, and look at the new plan");
        }
        if (plan.refused()) {
            throw new Refused(plan.refusals());
        }
        OperationId id = changes.ask(
                request.agreedTo(plan),
                new Caller(principal.getName(), Origin.WEB, Reason.line(reason)),
                Optional.of(plan.digest()));
        String href = "/api/v1/operations/" + id;
        return ResponseEntity.accepted()
                .location(URI.create(href))
                .contentType(MediaType.APPLICATION_JSON)
                .body(Documents.write(new Documents.Asked(id, href)));
    }

    /** No more than that ever lies in memory. */
    private static JsonNode read(InputStream stream) throws IOException {
        byte[] body = stream.readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            throw new Refused(Code.VALUE_MALFORMED, "cannot read that request: because it is too long", "");
        }
        return MAPPER.readTree(body);
    }
}
