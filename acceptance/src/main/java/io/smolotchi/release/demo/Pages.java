package io.smolotchi.release.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The web UI, running on the machine and reachable from here. */
final class Pages {
    private static final int PORT = 8090;
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Process server;
    private final Path log;
    private final URI address;
    private final Login login;

    private Pages(Process server, Path log, URI address, Login login) {
        this.server = server;
        this.log = log;
        this.address = address;
        this.login = login;
    }

    /** Makes an account, starts the server and waits until its login page answers. */
    static Pages open(Machine machine, Programs programs, Path folder) {
        Login login = Login.random("demo");
        programs.web(login.password(), "user", "add", login.name()).expect(0);
        int port = machine.freePort(PORT);
        Path log = folder.resolve("web.log");
        Process server = programs.serve(port, log);
        URI address = URI.create("http://127.0.0.1:" + machine.publish(port) + "/");
        Pages pages = new Pages(server, log, address, login);
        pages.awaitAnswer();
        return pages;
    }

    URI address() {
        return address;
    }

    Login login() {
        return login;
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        String answer = "nothing";
        while (System.nanoTime() - deadline < 0) {
            Unmet.unless(server.isAlive(), "the server ended, it wrote:\n" + Folder.read(log));
            answer = status();
            if (answer.equals("200")) {
                return;
            }
            sleep();
        }
        throw new Unmet("the login page answers " + answer + " after " + START_LIMIT.toSeconds()
                + " s, the server wrote:\n" + Folder.read(log));
    }

    private String status() {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
            HttpRequest request = HttpRequest.newBuilder(address.resolve("/login"))
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return Integer.toString(
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException notYet) {
            return "nothing";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unmet("interrupted", e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unmet("interrupted", e);
        }
    }

    /** Comes back when the server ends, which it does not do by itself. */
    void awaitEnd() {
        try {
            server.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Unmet("the server ended, it wrote:\n" + Folder.read(log));
    }

    /** A machine shuts down sooner without it. */
    void close() {
        try {
            Programs.end(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
