package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.web.accounts.TokenCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Archives from a browser and from a program, staged by the core itself. */
class UploadTest {

    private static final String FORM = "/upload";

    @TempDir
    Path root;

    private Path uploads;
    private WebProcess process;

    @BeforeEach
    void start() throws IOException {
        uploads = new HostRoot(root).resolve(Source.Upload.DIRECTORY);
        Path settings = root.resolve("etc/smolotchi-release/application.yaml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "smolotchi.web.upload-most: 100KB\n");
        process = WebProcess.start(root, FrontDoor.open(new HostRoot(root), java.util.Map.of()), 0);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void a_plain_form_brings_an_archive_that_is_reviewed_and_staged() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        byte[] form = new Multipart()
                .field("version", "")
                .file("archive", "C:\\\\temp\\\\my app-1.2.0.zip", zip("app/hello.txt"))
                .end();

        HttpResponse<String> received = operator.upload(operator.get(FORM).body(), form);
        assertThat(received.statusCode()).as(received.body()).isEqualTo(302);
        assertThat(Visitor.location(received)).contains("/review/stage?upload=");
        HttpResponse<String> found = operator.get(Visitor.location(received));
        assertThat(Visitor.location(found)).endsWith("&version=1.2.0");
        String review = operator.get(Visitor.location(found)).body();
        assertThat(review).contains("Stage 1.2.0", "upload my_app-1.2.0.zip", "What runs does not change");

        HttpResponse<String> asked = operator.submit(review, "/review/stage", Map.of("reason", "from a browser"));

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(302);
        String operation = ended(operator, Visitor.location(asked));
        assertThat(operation).contains("Look at", "/releases/1.2.0", "from a browser");
        assertThat(operator.get("/releases/1.2.0").body()).contains("upload my_app-1.2.0.zip");
        assertThat(uploads).isEmptyDirectory();
        assertThat(operator.get(Visitor.location(found)).body()).contains("that upload is not there");
    }

    @Test
    void the_version_that_is_typed_in_counts() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        byte[] form = new Multipart()
                .field("version", " 3.0+x ")
                .file("archive", "app.zip", zip("app/hello.txt"))
                .end();

        String location = Visitor.location(operator.upload(operator.get(FORM).body(), form));

        assertThat(location).endsWith("&version=3.0%2Bx");
        assertThat(operator.get(location).body()).contains("Stage 3.0+x");
    }

    @Test
    void an_archive_meets_the_checks_of_the_console() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        String page = operator.get(FORM).body();
        for (Map.Entry<byte[], String> bad : List.of(
                Map.entry(zip("../../etc/passwd"), "SOURCE_UNSAFE"),
                Map.entry("no archive at all".getBytes(StandardCharsets.UTF_8), "SOURCE_UNREADABLE"))) {
            byte[] form =
                    new Multipart().file("archive", "app-1.zip", bad.getKey()).end();
            String review =
                    operator.get(Visitor.location(operator.upload(page, form))).body();
            assertThat(review).contains(bad.getValue()).contains("id=\"confirm\" aria-describedby=\"confirm-why\"");
        }
    }

    @Test
    void what_is_too_large_is_refused_and_leaves_nothing() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        String page = operator.get(FORM).body();
        assertThat(page).contains("data-most=\"102400\"");
        for (int size : List.of(102_401, 110_000, 150_000)) {
            HttpResponse<String> refused = operator.upload(
                    page,
                    new Multipart().file("archive", "app.zip", new byte[size]).end());
            assertThat(refused.statusCode()).isEqualTo(413);
            assertThat(refused.body()).contains("SOURCE_TOO_LARGE", "larger than");
        }
        assertThat(operator.upload(page, new Multipart().field("version", "1").end())
                        .statusCode())
                .isEqualTo(400);
        assertThat(operator.upload(
                                page,
                                new Multipart().file("archive", "", new byte[0]).end())
                        .statusCode())
                .isEqualTo(409);
        if (Files.exists(uploads)) {
            assertThat(uploads).isEmptyDirectory();
        }
    }

    @Test
    void nobody_sends_anything_who_may_not() throws Exception {
        byte[] form = new Multipart().file("archive", "app.zip", zip("a")).end();
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        assertThat(operator.uploadTo(FORM, form).statusCode())
                .as("without the token of the form")
                .isEqualTo(403);
        assertThat(operator.uploadTo(
                                FORM,
                                new Multipart()
                                        .field("_csrf", "guess")
                                        .file("archive", "a", zip("a"))
                                        .end())
                        .statusCode())
                .isEqualTo(403);
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
        assertThat(viewer.get(FORM).body()).contains("Your role is viewer").doesNotContain("upload-form");
        String token = Visitor.hidden(viewer.get(FORM).body(), "/logout").get("_csrf");
        assertThat(viewer.uploadTo(FORM + "?_csrf=" + token, form).statusCode())
                .as("with the token of a form: the role is what forbids it")
                .isEqualTo(403);
        assertThat(new Visitor(process.address()).uploadTo(FORM, form).statusCode())
                .isIn(401, 403);
        assertThat(uploads).doesNotExist();
    }

    @Test
    void a_program_sends_the_archive_as_the_body() throws Exception {
        String token = token("ci", "--role", "operator");
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest.Builder sending = HttpRequest.newBuilder(
                        process.address().resolve(URI.create("/api/v1/uploads?name=app-2.1.zip")))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofByteArray(zip("app/hello.txt")));
        assertThat(client.send(
                                sending.copy()
                                        .header("Authorization", "Bearer " + token("reader"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> sent = client.send(
                sending.copy().header("Authorization", "Bearer " + token).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        String upload = JsonMapper.shared().readTree(sent.body()).path("upload").asString();

        HttpResponse<String> planned = client.send(
                HttpRequest.newBuilder(process.address().resolve(URI.create("/api/v1/plans")))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"verb\":\"stage\",\"values\":{\"upload\":\"" + upload + "\"}}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        JsonNode plan = JsonMapper.shared().readTree(planned.body());
        assertThat(plan.path("plan").path("version").asString())
                .as(planned.body())
                .isEqualTo("2.1");
        assertThat(client.send(
                                HttpRequest.newBuilder(process.address().resolve(URI.create("/api/v1/uploads")))
                                        .header("Content-Type", "application/octet-stream")
                                        .header("Authorization", "Bearer " + token)
                                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[102_401]))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_program_stages_an_archive_whose_version_is_the_time_with_the_values_of_its_plan() throws Exception {
        String token = token("ci", "--role", "operator");
        String upload = JsonMapper.shared()
                .readTree(send(token, "/api/v1/uploads", "application/octet-stream", zip("app/hello.txt"))
                        .body())
                .path("upload")
                .asString();
        JsonNode plan = JsonMapper.shared()
                .readTree(
                        json(token, "/api/v1/plans", "{\"verb\":\"stage\",\"values\":{\"upload\":\"" + upload + "\"}}")
                                .body());
        assertThat(plan.path("values").path("version"))
                .as(plan.toString())
                .isEqualTo(plan.path("plan").path("version"));
        Thread.sleep(1_100);
        String change = "{\"verb\":\"stage\",\"values\":" + plan.path("values") + ",\"plan\":\""
                + plan.path("digest").asString() + "\"}";

        HttpResponse<String> asked = json(token, "/api/v1/operations", change);

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
        ended(
                viewer,
                JsonMapper.shared()
                        .readTree(asked.body())
                        .path("href")
                        .asString()
                        .replace("/api/v1", ""));
        assertThat(viewer.get("/releases").body())
                .contains(plan.path("plan").path("version").asString());
    }

    @Test
    void the_plan_of_one_archive_is_not_that_of_another_with_the_same_name() throws Exception {
        String token = token("ci", "--role", "operator");
        List<String> digests = new java.util.ArrayList<>();
        for (String entry : List.of("app/hello.txt", "app/other.txt")) {
            String upload = JsonMapper.shared()
                    .readTree(send(token, "/api/v1/uploads?name=app-2.1.zip", "application/octet-stream", zip(entry))
                            .body())
                    .path("upload")
                    .asString();
            digests.add(JsonMapper.shared()
                    .readTree(json(
                                    token,
                                    "/api/v1/plans",
                                    "{\"verb\":\"stage\",\"values\":{\"upload\":\"" + upload + "\"}}")
                            .body())
                    .path("digest")
                    .asString());
        }
        assertThat(digests).doesNotContain("").doesNotHaveDuplicates();
    }

    private HttpResponse<String> json(String token, String path, String body) throws Exception {
        return send(token, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String token, String path, String type, byte[] body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(process.address().resolve(URI.create(path)))
                                .header("Content-Type", type)
                                .header("Authorization", "Bearer " + token)
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String token(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> all = new java.util.ArrayList<>(List.of("add"));
        all.addAll(List.of(words));
        new TokenCommand(Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                .run(root.resolve("var/lib/smolotchi-release-web/web.db"), all);
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private static String ended(Visitor visitor, String address) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (true) {
            String page = visitor.get(address).body();
            if (page.contains("id=\"ending\"") || System.nanoTime() > deadline) {
                return page;
            }
            Thread.sleep(100);
        }
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }
}
