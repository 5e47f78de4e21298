package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrowdTest {

    private static final Caller BROWSER = new Caller("ada", Origin.WEB, "");
    private static final Request MEND = new Request.Mend();

    @TempDir
    Path root;

    @Test
    void whoever_is_not_at_the_machine_gets_no_more_than_eight_at_a_time() {
        Parts parts = new Parts(
                new HostRoot(root),
                Clock.systemUTC(),
                CoreOptions.inThisProcess().command());
        OperationId last = new OperationId(1);
        for (int i = 0; i < 8; i++) {
            new Crowd(parts).require(OperationKind.MEND);
            last = asked(parts);
        }
        LocalChanges changes = new LocalChanges(parts, CoreOptions.inThisProcess());
        assertThatThrownBy(() -> new ChangesFromAfar(changes).ask(MEND, BROWSER, Optional.empty()))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("BUSY")
                .hasMessageContaining("@" + last)
                .hasMessageContaining("ada");
        assertThat(parts.reads().operations(50)).hasSize(8);

        parts.catalog().end(last, parts.clock().instant(), new Outcome.Done(""));
        new Crowd(parts).require(OperationKind.MEND);
        assertThat(asked(parts).value()).isGreaterThan(last.value());

        Parts later = new Parts(
                new HostRoot(root),
                Clock.offset(Clock.systemUTC(), Duration.ofHours(1)),
                CoreOptions.inThisProcess().command());
        new Crowd(later).require(OperationKind.MEND);
    }

    private static OperationId asked(Parts parts) {
        return parts.catalog()
                .ask(OperationKind.MEND, BROWSER, parts.clock().instant(), RequestJson.write(MEND), Optional.empty());
    }
}
