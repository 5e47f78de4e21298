package io.smolotchi.release.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of an operation in which nothing happens any more. */
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EventStreamTest {

    private static final OperationId ID = new OperationId(7);

    private final AtomicBoolean deserted = new AtomicBoolean();
    private final AtomicBoolean mayRead = new AtomicBoolean(true);
    private final StringBuilder sent = new StringBuilder();

    @Test
    void ends_when_nobody_carries_the_operation_out_any_more() throws Exception {
        listen(() -> deserted.set(true));
        assertThat(sent).contains(":\n\n").endsWith("event: left\ndata: {}\n\n");
    }

    @Test
    void ends_when_the_account_has_gone_without_saying_that_it_is_over() throws Exception {
        listen(() -> mayRead.set(false));
        assertThat(sent).contains(":\n\n").doesNotContain("over");
    }

    private void listen(Runnable atTheFirstHeartbeat) throws Exception {
        new EventStream(inquiries(), () -> false, mayRead::get, Duration.ofMillis(1)).run(ID, 0, text -> {
            sent.append(text);
            if (text.startsWith(":")) {
                atTheFirstHeartbeat.run();
            }
        });
    }

    private Inquiries inquiries() {
        Operation open = new Operation(
                ID,
                OperationKind.STAGE,
                new Caller("anna", Origin.WEB, ""),
                Instant.EPOCH,
                "{}",
                Optional.empty(),
                Optional.empty());
        return (Inquiries) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Inquiries.class},
                (_, method, _) -> switch (method.getName()) {
                    case "operation" -> open;
                    case "events" -> List.of();
                    case "deserted" -> deserted.get();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
