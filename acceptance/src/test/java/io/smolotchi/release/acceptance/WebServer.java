package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The program that serves the pages, on a test host, with one account. */
final class WebServer {

    static final String ADDRESS = "http://127.0.0.1:8090";
    static final String ACCOUNT = "operator";
    static final String PASSWORD = "a horse that reads its own manual";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final TestHost host;

    private WebServer(TestHost host) {
        this.host = host;
    }

    /** Builds outside what is missing, because the host can't write to the checkout; adds the account and waits until the pages are there. */
    static WebServer start(TestHost host, Path scratch) {
        WebServer server = new WebServer(host);
        server.callOutside("smolotchi-release", "version");
        server.callOutside("smolotchi-release-web", "--root", scratch.toString(), "user", "list");
        server.addAccount();
        server.serve();
        return server;
    }

    private String program(String name) {
        return host.checkout().resolve("bin").resolve(name).toString();
    }

    private void callOutside(String name, String... words) {
        List<String> command = new ArrayList<>(List.of(program(name)));
        command.addAll(List.of(words));
        try {
            Path output = Files.createTempFile(name, ".log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            int exit = process.waitFor();
            assertThat(exit)
                    .as("%s%n%s", String.join(" ", command), Files.readString(output))
                    .isZero();
            Files.delete(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void addAccount() {
        ExecResult added = host.exec(
                Duration.ofMinutes(1),
                List.of(
                        "sh",
                        "-c",
                        "printf '%s\\n' \"$2\" | \"$1\" user add \"$3\"",
                        "sh",
                        program("smolotchi-release-web"),
                        PASSWORD,
                        ACCOUNT));
        assertThat(added.exit()).as(added.stdout() + added.stderr()).isZero();
        assertThat(added.stdout()).contains("added " + ACCOUNT + " as administrator");
    }

    /** For a program that may change everything. */
    String token(String name) {
        return host.execOk(program("smolotchi-release-web"), "token", "add", name, "--role", "administrator")
                .stdout()
                .strip();
    }

    private void serve() {
        HostProcess process = host.spawn(program("smolotchi-release-web"), "--port", "8090");
        long begun = System.nanoTime();
        while (host.httpGet(ADDRESS + "/login").status() != 200) {
            assertThat(process.process().isAlive())
                    .as("it ended: %s%s", process.stdout(), process.stderr())
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("it does not answer: %s%s", process.stdout(), process.stderr())
                    .isLessThan(START_LIMIT);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
