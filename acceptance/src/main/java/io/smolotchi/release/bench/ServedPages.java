package io.smolotchi.release.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages' own process, as the launcher starts it, and somebody who is logged in. */
final class ServedPages implements AutoCloseable {

    private static final String LAUNCHER =
            Path.of("bin/smolotchi-release-web").toAbsolutePath().toString();
    private static final String PASSWORD = "correct horse battery";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final URI address;
    private final double startSeconds;
    private final double megabytesAfterStart;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();

    private ServedPages(Process process, URI address, double startSeconds) throws IOException {
        this.process = process;
        this.address = address;
        this.startSeconds = startSeconds;
        this.megabytesAfterStart = megabytes(process);
    }

    static ServedPages start(Path root) throws IOException, InterruptedException {
        Shell.run(root, "echo \"$2\" | \"$0\" --root \"$1\" user add bench", LAUNCHER, root.toString(), PASSWORD);
        Path out = Files.createTempFile(root, "pages", ".out");
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(List.of(LAUNCHER, "--root", root.toString(), "--port", "0"))
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        boolean serves = false;
        try {
            ServedPages pages = new ServedPages(process, address(process, out), (System.nanoTime() - begun) / 1e9);
            pages.logIn();
            serves = true;
            return pages;
        } finally {
            if (!serves) {
                process.destroy();
            }
        }
    }

    private static URI address(Process process, Path out) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String said = Files.readString(out);
            if (said.endsWith("\n")) {
                return URI.create(said.strip());
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the pages did not start");
            }
            Thread.sleep(10);
        }
    }

    private void logIn() throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get("/login"));
        if (!token.find()) {
            throw new IllegalStateException("the login has no token");
        }
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(address.resolve("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "username=bench&password=" + PASSWORD.replace(' ', '+') + "&_csrf=" + token.group(1)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 302
                || answer.headers().firstValue("Location").orElse("").contains("login")) {
            throw new IllegalStateException("the login is answered with " + answer.statusCode());
        }
    }

    double startSeconds() {
        return startSeconds;
    }

    /** @throws IllegalStateException for another status than 200 */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request(path), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " is answered with " + answer.statusCode());
        }
        return answer.body();
    }

    /** Lines as they come, until the server ends the answer. */
    List<String> follow(String path) throws IOException, InterruptedException {
        HttpResponse<java.util.stream.Stream<String>> answer =
                client.send(request(path), HttpResponse.BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + " is answered with " + answer.statusCode());
        }
        try (java.util.stream.Stream<String> lines = answer.body()) {
            return lines.toList();
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .build();
    }

    /** Resident memory of the process. */
    double megabytes() throws IOException {
        return megabytes(process);
    }

    /** Before anybody asked for anything. */
    double megabytesAfterStart() {
        return megabytesAfterStart;
    }

    private static double megabytes(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"), StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .findFirst()
                .orElseThrow();
    }

    /** Time on a processor so far. */
    Duration busy() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        process.onExit().join();
    }
}
