package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own, as systemd starts it; who listens is a few lines of Python, since Java can't. */
class SupervisionTest {

    private static final String LISTENER = """
            import socket, sys
            listener = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            listener.bind(sys.argv[1])
            print("listening", flush=True)
            while True:
                print(listener.recv(4096).decode(), flush=True)
            """;

    @TempDir
    Path root;

    @Test
    @Timeout(120)
    void systemd_is_told_that_the_pages_are_served_that_they_still_are_and_that_they_end() throws Exception {
        Path socket = root.resolve("notify");
        Process listener = new ProcessBuilder("python3", "-c", LISTENER, socket.toString()).start();
        Process web = null;
        try (BufferedReader heard = listener.inputReader()) {
            assertThat(heard.readLine()).isEqualTo("listening");
            web = start(Map.of("NOTIFY_SOCKET", socket.toString(), "WATCHDOG_USEC", "900000"));
            assertThat(heard.readLine()).isEqualTo("READY=1");
            assertThat(List.of(heard.readLine(), heard.readLine())).containsExactly("WATCHDOG=1", "WATCHDOG=1");

            // One that hangs gives no sign.
            signal(web, "STOP");
            List<String> late = new ArrayList<>();
            Thread.sleep(700);
            while (heard.ready()) {
                late.add(heard.readLine());
            }
            Thread.sleep(1_500);
            assertThat(heard.ready()).as("after %s", late).isFalse();

            signal(web, "CONT");
            web.destroy();
            String last = heard.readLine();
            while (last.equals("WATCHDOG=1")) {
                last = heard.readLine();
            }
            assertThat(last).isEqualTo("STOPPING=1");
            assertThat(web.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            listener.destroyForcibly();
            if (web != null) {
                web.destroyForcibly();
            }
        }
    }

    @Test
    void nobody_is_told_where_nobody_asks() {
        assertThat(Supervision.of(Map.of("WATCHDOG_USEC", "900000"))).isEmpty();
    }

    private Process start(Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WebMain.class.getName(),
                "--root",
                Files.createDirectories(root.resolve("machine")).toString(),
                "--port",
                "0");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true)
                .redirectOutput(root.resolve("web.log").toFile())
                .start();
    }

    private static void signal(Process process, String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }
}
