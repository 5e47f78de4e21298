package io.smolotchi.release.catalog;

import java.time.Instant;
import java.util.Optional;

/**
 * One operation, as asked and as ended.
 *
 * @param request the verb and its values, as JSON
 * @param expectedPlan digest of the plan that the caller saw; empty when it saw none
 */
public record Operation(
        OperationId id,
        OperationKind kind,
        Caller caller,
        Instant askedAt,
        String request,
        Optional<Digest> expectedPlan,
        Optional<Ended> ended) {}
