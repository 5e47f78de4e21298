package io.smolotchi.release;

import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.operation.Deserted;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What was asked and has not ended. Each is a process of root, so people who are not at the machine get no more than some. */
record Crowd(Parts parts) {

    private static final int MOST = 8;

    /** Far more than can be under way. */
    private static final int RECENT = 50;

    /** @throws Refused BUSY, with who is in the way */
    void require(OperationKind wanted) {
        List<Operation> open = open();
        if (open.size() >= MOST) {
            throw new Refused(
                    Code.BUSY,
                    "cannot " + wanted.word() + ": because " + MOST + " operations are under way: "
                            + open.stream()
                                    .map(operation -> "@" + operation.id() + " ("
                                            + operation.kind().word() + ", asked by "
                                            + operation.caller().actor() + ")")
                                    .collect(Collectors.joining(", ")),
                    "smolotchi-release watch");
        }
    }

    private List<Operation> open() {
        try {
            Instant now = parts.clock().instant();
            return parts.reads().operations(RECENT).stream()
                    .filter(operation -> operation.ended().isEmpty())
                    .filter(operation -> !Deserted.left(parts.reads(), operation, now, LocalInquiries.UNTIL_BEGUN))
                    .toList();
        } catch (CatalogException broken) {
            // Which the asking itself says better, or mends.
            return List.of();
        }
    }
}
