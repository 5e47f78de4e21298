package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.web.accounts.TokenCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {

    @TempDir
    Path root;

    private StagedWorld world;
    private WebProcess process;
    private String viewer;

    @BeforeEach
    void start() throws Exception {
        world = Exhibition.world().pace(Duration.ofMillis(5));
        process = WebProcess.start(root, world, 0);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TokenCommand(Clock.systemUTC(), new PrintStream(out, true, StandardCharsets.UTF_8), System.err)
                .run(root.resolve("var/lib/smolotchi-release-web/web.db"), List.of("add", "prometheus"));
        viewer = out.toString(StandardCharsets.UTF_8).strip();
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void prometheus_gets_releases_activations_step_durations_and_the_disk() throws Exception {
        String first = get("/actuator/prometheus", viewer).body();
        assertThat(first.lines())
                .contains(
                        "smolotchi_releases{state=\"current\"} 1.0",
                        "smolotchi_releases{state=\"bad\"} 1.0",
                        "smolotchi_current{version=\"1.1.0\"} 1.0",
                        "smolotchi_activations_total{outcome=\"healthy\"} 2.0",
                        "smolotchi_activations_total{outcome=\"rolled back\"} 1.0",
                        "smolotchi_disk_free_bytes 1.12E10",
                        "smolotchi_stranded 0.0");

        world.changes()
                .ask(
                        Request.Activate.of(Version.of("1.4.0")),
                        new Caller("anna", Origin.CONSOLE, ""),
                        Optional.empty());
        await().until(() -> world.inquiries().status().current().equals(Optional.of(Version.of("1.4.0"))));

        assertThat(get("/actuator/prometheus", viewer).body().lines())
                .contains(
                        "smolotchi_activations_total{outcome=\"healthy\"} 3.0",
                        "smolotchi_current{version=\"1.4.0\"} 1.0",
                        "smolotchi_step_duration_seconds_count{step=\"switch\"} 1")
                .anyMatch(line -> line.startsWith("smolotchi_step_duration_seconds_sum{step=\"watch\"} 0.0"));
        assertThat(get("/actuator/prometheus", viewer).body())
                .as("nothing is counted twice")
                .contains("smolotchi_activations_total{outcome=\"healthy\"} 3.0");
    }

    @Test
    void prometheus_gets_the_memory_the_collections_and_the_threads_of_this_process() throws Exception {
        assertThat(figures())
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"nonheap\""))
                .anyMatch(line -> line.startsWith("jvm_memory_max_bytes{area=\"heap\""))
                .anyMatch(line -> line.startsWith("jvm_gc_memory_allocated_bytes_total "))
                .anyMatch(line -> line.startsWith("jvm_threads_live_threads "))
                .anyMatch(line -> line.startsWith("jvm_threads_states_threads{state=\"runnable\"}"));
    }

    @Test
    void what_was_refused_is_not_counted_and_a_catalog_that_was_made_again_is_counted_again() throws Exception {
        assertThat(figures()).contains("smolotchi_activations_total{outcome=\"healthy\"} 2.0");

        world.refused("1.1.0");
        assertThat(figures()).noneMatch(line -> line.contains("outcome=\"refused\""));

        world.forgetHistory();
        world.activated("1.4.0", new Outcome.Healthy(), Duration.ZERO, "anna", "");
        assertThat(figures())
                .contains("smolotchi_activations_total{outcome=\"healthy\"} 1.0")
                .noneMatch(line -> line.contains("outcome=\"rolled back\""));
        world.activated("1.4.0", new Outcome.Healthy(), Duration.ZERO, "anna", "");
        assertThat(figures()).contains("smolotchi_activations_total{outcome=\"healthy\"} 2.0");
    }

    @Test
    void an_activation_that_goes_on_is_well_and_one_that_was_interrupted_is_not() throws Exception {
        world.hanging("1.4.0");
        assertThat(get("/actuator/health", viewer).statusCode()).isEqualTo(200);
        assertThat(figures()).contains("smolotchi_well 1.0", "smolotchi_activation_open 1.0");
        assertThat(json(get("/api/v1/status", viewer)).path("health").asString())
                .isEqualTo("changing");

        world.interrupted();

        assertThat(get("/actuator/health", viewer).statusCode()).isEqualTo(503);
        assertThat(figures()).contains("smolotchi_well 0.0");
        assertThat(json(get("/api/v1/status", viewer)).path("health").asString())
                .isEqualTo("interrupted");
    }

    private List<String> figures() throws Exception {
        return get("/actuator/prometheus", viewer).body().lines().toList();
    }

    @Test
    void health_and_info_say_what_runs_and_which_program_this_is() throws Exception {
        JsonNode health = json(get("/actuator/health", viewer));
        assertThat(health.path("status").asString()).isEqualTo("UP");
        assertThat(health.path("components")
                        .path("releases")
                        .path("details")
                        .path("current")
                        .asString())
                .isEqualTo("1.1.0");
        assertThat(json(get("/actuator/info", viewer))
                        .path("program")
                        .path("name")
                        .asString())
                .isEqualTo("smolotchi-release-web");
    }

    @Test
    void nobody_without_a_token_sees_any_of_it_and_nothing_else_is_there() throws Exception {
        for (String path : List.of("/actuator/prometheus", "/actuator/health", "/actuator/info", "/actuator")) {
            assertThat(get(path, "").statusCode()).as(path).isEqualTo(401);
            assertThat(get(path, "").body()).doesNotContain("1.1.0");
        }
        for (String path :
                List.of("/actuator", "/actuator/env", "/actuator/beans", "/actuator/heapdump", "/actuator/metrics")) {
            assertThat(get(path, viewer).statusCode()).as(path).isEqualTo(404);
        }
        Visitor administrator = Visitor.loggedIn(process.address(), "administrator");
        assertThat(administrator.get("/actuator/prometheus").statusCode())
                .as("a cookie is no token")
                .isEqualTo(401);
        HttpRequest shutdown = HttpRequest.newBuilder(process.address().resolve("/actuator/shutdown"))
                .header("Authorization", "Bearer " + viewer)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(shutdown, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(process.address().resolve(URI.create(path)));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
