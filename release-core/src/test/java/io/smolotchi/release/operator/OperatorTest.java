package io.smolotchi.release.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.OfflineMachine;
import io.smolotchi.release.Sample;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front door by way of a message bus is the front door. */
class OperatorTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    Path root;

    private PrivateBus bus;
    private Path accounts;

    @BeforeEach
    void beginBus() throws IOException {
        bus = new PrivateBus(root);
        accounts = Files.writeString(root.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/bash
                ada:x:1000:1000::/home/ada:/bin/bash
                smolotchi-release-web:x:998:998::/:/usr/sbin/nologin
                """);
    }

    @AfterEach
    void endBus() {
        bus.close();
    }

    /** A machine whose operator serves on the bus. */
    private final class Served implements AutoCloseable {

        final Core core = Core.open(new HostRoot(root.resolve("machine")), CoreOptions.inThisProcess());
        final OperatorClient client = OperatorClient.open(bus.address());
        private final Thread operator = Thread.ofPlatform().start(this::serve);

        Served() {
            for (int tries = 0; tries < 1000; tries++) {
                try {
                    client.inquiries().sequences();
                    return;
                } catch (Refused notYet) {
                    pause();
                }
            }
            throw new IllegalStateException("nobody serves");
        }

        private void serve() {
            new Operator(bus.address(), LONG, accounts).serve(core.changesFromAfar(), core.inquiries());
        }

        Outcome carriedOut(OperationId id) {
            while (client.inquiries().operation(id).ended().isEmpty()) {
                pause();
            }
            return client.inquiries().operation(id).ended().orElseThrow().outcome();
        }

        @Override
        public void close() {
            operator.interrupt();
            while (operator.isAlive()) {
                pause();
            }
            client.close();
            core.close();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void stage(String version) {
        try (OfflineMachine machine = new OfflineMachine(root.resolve("machine"))) {
            machine.stage(Sample.tree(version, root.resolve("sources")));
            machine.activate(version);
        }
    }

    @Test
    void what_is_read_is_what_is_there() throws Exception {
        stage("1.0.0");
        stage("1.1.0");
        try (Served served = new Served()) {
            Inquiries here = served.core.inquiries();
            Inquiries there = served.client.inquiries();
            assertThat(there.status().units()).isEqualTo(here.status().units()).isNotEmpty();
            assertThat(there.releases()).isEqualTo(here.releases()).hasSize(2);
            assertThat(there.sequences()).isEqualTo(here.sequences());
            assertThat(there.compare(Version.of("1.0.0"), Version.of("1.1.0")))
                    .isEqualTo(here.compare(Version.of("1.0.0"), Version.of("1.1.0")));
            assertThat(there.verify(Optional.empty())).isEqualTo(here.verify(Optional.empty()));
            for (int limit : new int[] {1, 2, 3, 1_000}) {
                HistoryFilter newest = HistoryFilter.newest(limit);
                assertThat(there.history(newest)).isEqualTo(here.history(newest));
            }
            OperationId id = here.history(HistoryFilter.newest(1)).getFirst().id();
            assertThat(there.events(id, 0)).isEqualTo(here.events(id, 0)).isNotEmpty();
            assertThat(there.events(id, 0, 2)).hasSize(2);
            assertThat(here.releaseAt(root.resolve("machine/opt/smolotchi/current")))
                    .isPresent();
            assertThat(there.releaseAt(root.resolve("machine/opt/smolotchi/current")))
                    .isEmpty();
            assertThat(there.toString()).isEqualTo("inquiries of the operator");
            assertThat(there).isNotEqualTo(here).isNotEqualTo(served.client.inquiries());
        }
    }

    @Test
    void a_change_is_planned_asked_and_followed() throws Exception {
        stage("1.0.0");
        try (Served served = new Served()) {
            Changes there = served.client.changes();
            Request pin = new Request.Marking(Version.of("1.0.0"), Mark.Kind.PINNED, true);
            Plan plan = there.plan(pin);
            assertThat(plan).isEqualTo(served.core.changes().plan(pin));
            OperationId id = there.ask(pin, new Caller("somebody", Origin.WEB, "why not"), Optional.of(plan.digest()));
            assertThat(served.carriedOut(id)).isInstanceOf(Outcome.Done.class);
            assertThat(served.core.inquiries().releases().getFirst().pinned()).isTrue();
            assertThat(there.here(pin)).isFalse();
            assertThat(there.cancel(id, "ada")).isFalse();
        }
    }

    @Test
    void whoever_is_not_the_web_is_recorded_as_the_bus_knows_him() throws Exception {
        stage("1.0.0");
        try (Served served = new Served()) {
            OperationId id = served.client
                    .changes()
                    .ask(
                            new Request.Marking(Version.of("1.0.0"), Mark.Kind.PINNED, true),
                            new Caller("somebody", Origin.WEB, "why not"),
                            Optional.empty());
            Operation operation = served.client.inquiries().operation(id);
            long uid = (Integer) Files.getAttribute(root, "unix:uid");
            assertThat(operation.caller())
                    .isEqualTo(new Caller(new Logins(accounts).name(uid), Origin.CONSOLE, "why not"));
            served.carriedOut(id);
        }
    }

    @Test
    void a_refusal_comes_back_whole() throws Exception {
        try (Served served = new Served()) {
            assertThatThrownBy(() -> served.client.inquiries().release(Version.of("9.9.9")))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            there -> assertThatThrownBy(
                                            () -> served.core.inquiries().release(Version.of("9.9.9")))
                                    .isInstanceOfSatisfying(
                                            Refused.class,
                                            here -> assertThat(there.refusals()).isEqualTo(here.refusals())));
        }
    }

    @Test
    void so_does_a_broken_catalog() throws Exception {
        stage("1.0.0");
        Files.writeString(
                root.resolve("machine/var/lib/smolotchi-release/catalog.db"), "no database at all".repeat(999));
        try (Core core = Core.open(new HostRoot(root.resolve("machine")), CoreOptions.inThisProcess());
                OperatorClient client = OperatorClient.open(bus.address())) {
            Thread operator = Thread.ofPlatform()
                    .start(() -> new Operator(bus.address(), LONG, accounts)
                            .serve(core.changesFromAfar(), core.inquiries()));
            RuntimeException thrown = null;
            for (int tries = 0; tries < 1000 && !(thrown instanceof CatalogException); tries++) {
                try {
                    client.inquiries().sequences();
                } catch (Refused notYet) {
                    pause();
                } catch (RuntimeException broken) {
                    thrown = broken;
                }
            }
            assertThat(thrown).isInstanceOf(CatalogException.class).hasMessageNotContaining("org.freedesktop");
            operator.interrupt();
            operator.join();
        }
    }

    @Test
    void what_is_the_consoles_alone_is_refused() throws Exception {
        try (Served served = new Served()) {
            for (Request request : List.of(
                    new Request.Stage(new Source.Local("/etc"), Optional.empty()),
                    new Request.Stage(new Source.Git("/srv/repository", "main"), Optional.empty()),
                    new Request.Stage(new Source.Git("https://example.org/x", "main"), Optional.empty()),
                    new Request.Adopt(Optional.empty()),
                    new Request.Activate(Version.of("1.0.0"), false, Map.of("python", "/tmp/python")),
                    new Request.Activate(Version.of("1.0.0"), false, Map.of("user", "root")),
                    new Request.Uninstall(Optional.empty()),
                    new Request.Project("/home/ada/app", Map.of(), Optional.empty()))) {
                Changes changes = served.client.changes();
                assertRefused(Code.SOURCE_NOT_FROM_AFAR, () -> changes.plan(request));
                assertRefused(
                        Code.SOURCE_NOT_FROM_AFAR,
                        () -> changes.ask(request, new Caller("ada", Origin.CONSOLE, ""), Optional.empty()));
            }
            assertThatThrownBy(() -> served.client.changes().perform(new OperationId(1)))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> served.client.changes().boot()).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close []",
                "getClass []",
                "plan [{}]",
                "release []",
                "release [\"../../etc\"]",
                "release [null]",
                "releaseAt [\"/etc/shadow\"]",
                "events [1,0]",
                "release [{\"value\":1}]",
                "operation [0]",
                "operation [\"1; DROP TABLE operation\"]",
                "status {}",
                "status",
                "status [1]",
                "history [{\"limit\":100000000}]",
                "events [1,0,3] [2]"
            })
    void a_read_that_is_none_is_refused(String call) throws Exception {
        try (Served served = new Served()) {
            int blank = call.indexOf(' ');
            String method = blank < 0 ? call : call.substring(0, blank);
            String arguments = blank < 0 ? "" : call.substring(blank + 1);
            assertThatThrownBy(() -> served.client.call("Read", "ss", method, arguments))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.refusals())
                                    .extracting(Refusal::code)
                                    .containsAnyOf(Code.VALUE_MALFORMED, Code.VERSION_MALFORMED));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"format\":1}",
                "{\"format\":1,\"verb\":\"Shell\"}",
                "{\"format\":1,\"verb\":\"java.lang.Runtime\"}",
                "{\"format\":1,\"verb\":\"Marking\",\"version\":\"../x\",\"mark\":\"BAD\",\"set\":true}",
                "{\"format\":1,\"verb\":\"Stage\",\"source\":{\"verb\":\"Upload\"},\"version\":null}"
            })
    void so_is_a_request_that_is_none(String request) throws Exception {
        try (Served served = new Served()) {
            assertThatThrownBy(() -> served.client.call("Plan", "s", request)).satisfies(OperatorTest::saysSo);
            assertThatThrownBy(() -> served.client.call("Ask", "ssss", request, "ada", "", ""))
                    .satisfies(OperatorTest::saysSo);
        }
    }

    private static void saysSo(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsAnyOf(Code.VALUE_MALFORMED, Code.VERSION_MALFORMED));
    }

    @Test
    void so_is_what_is_too_long_or_no_digest_or_no_number() throws Exception {
        try (Served served = new Served()) {
            String pin = RequestJson.write(new Request.Marking(Version.of("1.0.0"), Mark.Kind.PINNED, true));
            String huge = "x".repeat(4 << 20);
            assertRefused(Code.VALUE_MALFORMED, () -> served.client.call("Ask", "ssss", pin, huge, "", ""));
            assertRefused(Code.VALUE_MALFORMED, () -> served.client.call("Ask", "ssss", pin, "ada", "", "0123"));
            assertRefused(Code.VALUE_MALFORMED, () -> served.client.call("Plan", "s", pin + " ".repeat(1 << 20)));
            assertRefused(Code.VALUE_MALFORMED, () -> served.client.call("Read", "ss", huge, "[]"));
            assertRefused(Code.VALUE_MALFORMED, () -> served.client.call("Cancel", "xs", -1L, "ada"));
            assertThat(served.client.inquiries().history(HistoryFilter.newest(10)))
                    .isEmpty();
        }
    }

    @Test
    void a_member_that_there_is_not_is_an_error_of_the_bus() throws Exception {
        try (Served served = new Served()) {
            assertThatThrownBy(() -> served.client.call("Shell", "s", "id")).hasMessageContaining("UnknownMethod");
            assertThatThrownBy(() -> served.client.call("Plan", "x", 17L)).isInstanceOf(RuntimeException.class);
            assertThat(served.client.inquiries().releases()).isEmpty();
        }
    }

    @Test
    void nobody_there_is_a_refusal_with_a_remedy() {
        try (OperatorClient client = OperatorClient.open(bus.address())) {
            assertThatThrownBy(() -> client.inquiries().status()).isInstanceOfSatisfying(Refused.class, refused -> {
                Refusal refusal = refused.refusals().getFirst();
                assertThat(refusal.code()).isEqualTo(Code.OPERATOR_AWAY);
                assertThat(refusal.what()).startsWith("cannot ask the operator of root: because ");
                assertThat(refusal.remedy()).contains("smolotchi-release-operator");
            });
        }
        try (OperatorClient client = OperatorClient.open("unix:path=" + root.resolve("no-bus"))) {
            assertRefused(Code.OPERATOR_AWAY, () -> client.inquiries().status());
        }
    }

    @Test
    void it_ends_when_nobody_calls_and_not_before() throws Exception {
        Core core = Core.open(new HostRoot(root.resolve("machine")), CoreOptions.inThisProcess());
        long begun = System.nanoTime();
        new Operator(bus.address(), Duration.ofMillis(300), accounts).serve(core.changesFromAfar(), core.inquiries());
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
        core.close();
    }

    /** systemd does so as soon as the name is free. */
    @Test
    void told_to_end_while_it_ends_it_ends_well() throws Exception {
        try (Core core = Core.open(new HostRoot(root.resolve("machine")), CoreOptions.inThisProcess())) {
            FutureTask<Boolean> served = new FutureTask<>(
                    () -> new Operator(bus.address(), Duration.ofMillis(300), accounts)
                            .serve(core.changesFromAfar(), core.inquiries()),
                    true);
            Thread operator = Thread.ofPlatform().start(served);
            assertThat(sequences()).isEmpty();
            while (operator.isAlive()) {
                operator.interrupt();
                LockSupport.parkNanos(100_000);
            }
            assertThat(served.get()).isTrue();
        }
    }

    @Test
    void what_it_is_answering_when_it_is_told_to_end_is_answered() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Inquiries slow = (Inquiries) Proxy.newProxyInstance(
                Inquiries.class.getClassLoader(), new Class<?>[] {Inquiries.class}, (_, _, _) -> {
                    asked.countDown();
                    goOn.await();
                    return Map.of(Version.of("1.0.0"), 17L);
                });
        Core core = Core.open(new HostRoot(root.resolve("machine")), CoreOptions.inThisProcess());
        Thread operator = Thread.ofPlatform()
                .start(() -> new Operator(bus.address(), LONG, accounts).serve(core.changesFromAfar(), slow));
        FutureTask<Map<Version, Long>> answer = new FutureTask<>(this::sequences);
        Thread.ofPlatform().start(answer);
        asked.await();
        operator.interrupt();
        operator.interrupt();
        goOn.countDown();
        assertThat(answer.get()).containsEntry(Version.of("1.0.0"), 17L);
        operator.join();
        core.close();
    }

    private Map<Version, Long> sequences() {
        while (true) {
            try (OperatorClient client = OperatorClient.open(bus.address())) {
                return client.inquiries().sequences();
            } catch (Refused notYet) {
                pause();
            }
        }
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(Refusal::code)
                                .containsExactly(code));
    }
}
