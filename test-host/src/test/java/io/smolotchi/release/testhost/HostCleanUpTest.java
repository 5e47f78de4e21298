package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

@Tag("host")
class HostCleanUpTest {
    @Test
    void after_close_nothing_is_left() {
        TestHost host = TestHost.builder().boot();
        HostProcess spawned = host.spawn("sleep", "infinity");
        Remains remains = remainsOf(host.name());
        assertThat(String.join("\n", remains.find())).contains("process", "cgroup", "mount", "path");

        host.close();

        assertThat(remains.find()).isEmpty();
        assertThat(spawned.process().isAlive()).isFalse();
        host.close();
    }

    @Test
    void an_interrupted_test_closes_its_host_all_the_same() {
        TestHost host = TestHost.builder().boot();
        Thread.currentThread().interrupt();
        host.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(remainsOf(host.name()).find()).isEmpty();
    }

    @Test
    void after_a_close_while_it_is_off_nothing_is_left() {
        TestHost host = TestHost.builder().boot();
        host.cut();
        host.close();
        assertThat(remainsOf(host.name()).find()).isEmpty();
    }

    @Test
    void a_failing_test_and_its_nested_class_share_one_host_that_is_closed() {
        FailingFixture.hosts.clear();
        FailingFixture.wanted = true;
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FailingFixture.class))
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(1).failed(1))
                .assertThatEvents()
                .haveExactly(1, event(finishedWithFailure(message("on purpose"))));
        assertThat(FailingFixture.hosts).hasSize(2);
        assertThat(FailingFixture.hosts).containsOnly(FailingFixture.hosts.getFirst());
        assertThat(remainsOf(FailingFixture.hosts.getFirst()).find()).isEmpty();
    }

    @WithTestHost
    static class FailingFixture {
        static final List<String> hosts = new ArrayList<>();
        static boolean wanted;

        @Test
        void fails(TestHost host) {
            assumeThat(wanted).as("started by the test above").isTrue();
            hosts.add(host.name());
            throw new AssertionError("on purpose");
        }

        @Nested
        class Inner {
            @Test
            void uses_the_same(TestHost host) {
                hosts.add(host.name());
            }
        }
    }

    @Test
    void a_run_that_ends_without_closing_is_cleaned_up_by_its_jvm() throws IOException {
        Process run = startRun();
        String name = awaitHost(run);
        run.destroy();
        assertThat(Command.await(run, Duration.ofSeconds(60))).isTrue();
        assertThat(remainsOf(name).find()).isEmpty();
    }

    @Test
    void a_run_that_was_killed_is_cleaned_up_by_the_next() throws IOException {
        Process killed = startRun();
        String name = awaitHost(killed);
        killed.destroyForcibly();
        assertThat(Command.await(killed, Duration.ofSeconds(60))).isTrue();
        assertThat(remainsOf(name).find()).isNotEmpty();

        Process next = startRun();
        awaitHost(next);
        assertThat(remainsOf(name).find()).isEmpty();
        next.destroy();
        assertThat(Command.await(next, Duration.ofSeconds(60))).isTrue();
    }

    /** A JVM of its own that boots a host and goes to sleep. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) throws InterruptedException {
            TestHost host = TestHost.builder().boot();
            System.out.println(host.name());
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private static Process startRun() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String awaitHost(Process run) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream output = run.getInputStream();
        for (int next = output.read(); next > '\n'; next = output.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    @Test
    void what_resists_is_named() throws IOException {
        TestHost host = TestHost.builder().boot();
        host.powerOff();
        Path held = Files.createDirectory(Remains.directory(nameOf(host.name())).resolve("held"));
        Command.run("mount", "-t", "tmpfs", "held", held.toString()).orThrow();
        Process holder =
                new ProcessBuilder("sleep", "60").directory(held.toFile()).start();
        try {
            assertThatExceptionOfType(TestHostException.class)
                    .isThrownBy(host::close)
                    .withMessageContaining("leaves behind")
                    .withMessageContaining("mount " + held);
        } finally {
            Command.killTree(holder);
            Workspace.close(nameOf(host.name()));
        }
    }

    @Test
    void dev_null_is_as_it_was() {
        NullDevice.check();
    }

    private static ResourceName nameOf(String text) {
        Optional<ResourceName> name = ResourceName.parse(text);
        assertThat(name).isPresent();
        return name.orElseThrow();
    }

    private static Remains remainsOf(String name) {
        return new Remains(nameOf(name));
    }
}
