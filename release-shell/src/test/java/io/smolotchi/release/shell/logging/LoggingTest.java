package io.smolotchi.release.shell.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.data.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggingTest {

    /** Receives one datagram, as the journal would, and prints it. */
    private static final String JOURNAL = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            s.bind(sys.argv[1])
            print("ready", flush=True)
            sys.stdout.buffer.write(s.recv(1 << 20))
            """;

    @TempDir
    Path dir;

    private final LoggerContext loggers = loggers();

    private static LoggerContext loggers() {
        LoggerContext loggers = new LoggerContext();
        loggers.setMDCAdapter(new LogbackMDCAdapter());
        return loggers;
    }

    private void configure(String... words) {
        Destination.choose(List.of(words), Map.of());
        LogConfiguration configuration = new LogConfiguration();
        configuration.setContext(loggers);
        configuration.configure(loggers);
        Destination.forget();
    }

    private Logger logger() {
        return loggers.getLogger("io.smolotchi.release.Something");
    }

    private List<String> logged() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("var/log/smolotchi-release"))) {
            return files.flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        }
    }

    @Test
    void the_log_of_a_root_lies_below_it() throws IOException {
        Files.createDirectories(dir.resolve("var/log"));
        configure("--root", dir.toString(), "list");

        loggers.getMDCAdapter().put("operation", "17");
        logger().info("switched {}", "1.1.0");

        assertThat(logged()).singleElement().asString().contains("INFO operation=17 Something: switched 1.1.0");
    }

    @Test
    void a_message_can_not_forge_a_line() throws IOException {
        Files.createDirectories(dir.resolve("var/log"));
        configure("--root=" + dir);

        logger().warn("first\n2026-10-02 INFO all is well");

        assertThat(logged()).hasSize(2).element(1).asString().startsWith("    2026");
    }

    @Test
    void secrets_are_not_kept() throws IOException {
        Files.createDirectories(dir.resolve("var/log"));
        configure("--root", dir.toString());

        logger().error(
                        "cannot clone https://anna:s3cret@example.org/x.git, password=hunter2; token: abc",
                        new IOException("pw https://u:s3cret@h/"));

        assertThat(String.join("\n", logged()))
                .doesNotContain("s3cret", "hunter2", "abc")
                .contains("https://anna:***@example.org/x.git", "password=***");
    }

    @Test
    void where_nothing_can_be_written_nothing_is_made() {
        configure("--root", dir.toString());

        logger().error("lost");

        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void libraries_are_heard_from_warnings_on() {
        configure("--root", dir.toString());

        assertThat(loggers.getLogger("org.springframework").isInfoEnabled()).isFalse();
        assertThat(logger().isInfoEnabled()).isTrue();
        assertThat(logger().isDebugEnabled()).isFalse();
    }

    @Test
    void the_journal_gets_the_fields_of_the_operation() throws Exception {
        Path socket = dir.resolve("socket");
        Process journal = new ProcessBuilder("python3", "-c", JOURNAL, socket.toString())
                .redirectErrorStream(true)
                .start();
        try {
            assertThat(journal.inputReader().readLine()).isEqualTo("ready");
            JournalAppender appender = new JournalAppender(socket);
            appender.setContext(loggers);
            appender.start();
            logger().addAppender(appender);
            loggers.getMDCAdapter().put("operation", "17");
            loggers.getMDCAdapter().put("release", "1.1.0");
            loggers.getMDCAdapter().put("step", "switch");
            loggers.getMDCAdapter().put("other", "not sent");

            logger().warn("line one\nline two ü");

            assertThat(journal.waitFor(10, TimeUnit.SECONDS)).isTrue();
            String message = journal.inputReader(StandardCharsets.UTF_8).lines().reduce("", (a, b) -> a + b + "\n");
            assertThat(message)
                    .contains("MESSAGE\n", "line one\nline two ü\n", "PRIORITY\n", "4\n")
                    .contains("OPERATION\n", "17\n", "RELEASE\n", "1.1.0\n", "STEP\n", "switch\n")
                    .contains("SYSLOG_IDENTIFIER\n", "smolotchi-release\n")
                    .doesNotContain("OTHER", "not sent");
        } finally {
            journal.destroyForcibly();
        }
    }

    @Test
    void a_field_is_framed_by_its_length_in_bytes() {
        byte[] message = JournalMessage.of(Map.of("MESSAGE", "ü\nb"));

        assertThat(message)
                .startsWith("MESSAGE\n".getBytes(StandardCharsets.US_ASCII))
                .contains((byte) 4, Index.atIndex(8))
                .endsWith("\nb\n".getBytes(StandardCharsets.US_ASCII))
                .hasSize(8 + 8 + 4 + 1);
    }

    @Test
    void priorities_are_those_of_syslog() {
        assertThat(Stream.of(Level.ERROR, Level.WARN, Level.INFO, Level.DEBUG).map(JournalAppender::priority))
                .containsExactly("3", "4", "6", "7");
    }
}
