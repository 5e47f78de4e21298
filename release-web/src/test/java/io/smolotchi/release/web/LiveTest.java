package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTest {

    @TempDir
    Path root;

    private StagedWorld world;
    private OperationId id;

    @BeforeEach
    void begin() {
        world = Exhibition.world();
        id = world.hanging("1.4.0");
    }

    @Test
    void events_that_happen_while_somebody_listens_arrive_and_the_end_ends_the_stream() throws Exception {
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            CompletableFuture<String> stream = stream(viewer, "/activations/" + id + "/events");
            Thread.sleep(400);
            long number = world.event(id, Event.Type.STEP_STARTED, "prepare", "two\nlines");
            Thread.sleep(400);
            assertThat(stream).isNotDone();
            world.end(id, Instant.now(), new Outcome.Healthy());

            String text = stream.get(10, TimeUnit.SECONDS);
            assertThat(text)
                    .contains("id: " + number + "\ndata: {\"type\":\"STEP_STARTED\"")
                    .contains("\"text\":\"two\\nlines\"")
                    .contains("\"type\":\"ENDED\"")
                    .endsWith("event: over\ndata: {}\n\n");
        }
    }

    @Test
    void a_reader_who_comes_back_gets_what_was_missed_and_nothing_twice() throws Exception {
        long seen = world.event(id, Event.Type.STEP_STARTED, "prepare", "");
        long missed = world.event(id, Event.Type.STEP_DONE, "prepare", "");
        world.end(id, Instant.now(), new Outcome.Healthy());
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            String path = "/activations/" + id + "/events";

            String text = viewer.get(path + "?after=0", "Last-Event-ID", Long.toString(seen))
                    .body();
            assertThat(text).contains("id: " + missed + "\n").doesNotContain("id: " + seen + "\n");

            assertThat(viewer.get(path + "?after=" + missed).body())
                    .doesNotContain("id: " + missed + "\n")
                    .contains("\"type\":\"ENDED\"");
            assertThat(viewer.get("/activations/9999/events").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void two_hundred_readers_miss_nothing_of_an_activation() throws Exception {
        world.pace(Duration.ofMillis(60));
        world.end(id, Instant.now(), new Outcome.Healthy());
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            OperationId activation = world.changes()
                    .ask(
                            Request.Activate.of(Version.of("1.2.0")),
                            new Caller("anna", Origin.CONSOLE, ""),
                            Optional.empty());
            List<CompletableFuture<String>> readers = new ArrayList<>();
            for (int reader = 0; reader < 200; reader++) {
                readers.add(stream(viewer, "/activations/" + activation + "/events"));
            }
            for (CompletableFuture<String> reader : readers) {
                List<String> told = reader.get(30, TimeUnit.SECONDS)
                        .lines()
                        .filter(line -> line.startsWith("id: "))
                        .toList();
                assertThat(told)
                        .as("started, each step begun and done, ended")
                        .hasSize(2 + 2 * StagedPlans.STEPS.size())
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void two_hundred_readers_take_little_memory_and_leave_places_for_other_accounts() throws Exception {
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            Visitor operator = Visitor.loggedIn(process.address(), "operator");
            String path = "/activations/" + id + "/events";
            long before = heapInUse();
            List<HttpResponse<InputStream>> readers = new ArrayList<>();
            for (int reader = 0; reader < 200; reader++) {
                readers.add(viewer.open(path));
            }

            assertThat(readers).allMatch(reader -> reader.statusCode() == 200);
            assertThat(heapInUse() - before)
                    .as("bytes that both ends of 200 streams take")
                    .isLessThan(64L << 20);
            assertThat(viewer.get(path).statusCode()).as("one more").isEqualTo(503);
            readers.add(operator.open(path));
            world.end(id, Instant.now(), new Outcome.Healthy());
            for (HttpResponse<InputStream> reader : readers) {
                assertThat(new String(reader.body().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("\"type\":\"ENDED\"")
                        .endsWith("event: over\ndata: {}\n\n");
            }
        }
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void without_javascript_the_page_loads_itself_again_until_the_end() throws Exception {
        world.event(id, Event.Type.STEP_STARTED, "prepare", "");
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");

            String running = viewer.get("/activations/" + id).body();
            assertThat(running)
                    .containsPattern("<noscript><meta http-equiv=\"refresh\" content=\"2\">")
                    .contains("<a href=\"/activations/" + id + "\">load it now</a>")
                    .containsPattern("data-step=\"prepare\" data-state=\"running\"");

            assertThat(running.indexOf("This page loads itself again"))
                    .as("once, and in the page: a paragraph in the head would begin the body before its time")
                    .isEqualTo(running.lastIndexOf("This page loads itself again"))
                    .isGreaterThan(running.indexOf("<main"));

            world.end(id, Instant.now(), new Outcome.Healthy());
            assertThat(viewer.get("/activations/" + id).body())
                    .doesNotContain("http-equiv=\"refresh\"")
                    .doesNotContain("data-stream")
                    .contains("data-step=\"commit\" data-state=\"not reached\"");
            assertThat(viewer.get("/operations/" + id).statusCode()).isEqualTo(302);
        }
    }

    @Test
    void what_nobody_carries_out_any_more_says_so_and_is_not_followed() throws Exception {
        world.event(id, Event.Type.STEP_STARTED, "prepare", "");
        OperationId staging = world.staging("2.0.0");
        world.interrupted();
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor operator = Visitor.loggedIn(process.address(), "operator");
            assertThat(operator.get("/activations/" + id).body())
                    .contains("Nobody carries it out any more", "href=\"/review/recover\"", "data-left=\"true\"")
                    .contains("<span class=\"word\">interrupted</span>")
                    .containsPattern("http-equiv=\"refresh\" content=\"30\"")
                    .doesNotContain("data-stream", "In progress");
            assertThat(operator.get("/operations/" + staging).body())
                    .contains("Nobody carries it out any more")
                    .doesNotContain("href=\"/review/recover\"");
            assertThat(Visitor.loggedIn(process.address(), "viewer")
                            .get("/activations/" + id)
                            .body())
                    .contains("Nobody carries it out any more")
                    .doesNotContain("href=\"/review/recover\"");

            world.end(id, Instant.now(), new Outcome.Healthy());
            assertThat(operator.get("/activations/" + id).body()).doesNotContain("Nobody carries it out any more");
        }
    }

    @Test
    void a_staging_is_cancelled_from_its_page_and_an_activation_is_not() throws Exception {
        StagedWorld staging = Exhibition.world();
        OperationId stage = staging.staging("2.0.0");
        OperationId activation = staging.hanging("1.4.0");
        try (WebProcess process = WebProcess.start(root, staging, 0)) {
            Visitor operator = Visitor.loggedIn(process.address(), "operator");
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            String cancel = "/operations/" + stage + "/cancel";
            assertThat(operator.get("/activations/" + activation).body()).doesNotContain("Cancel it");
            assertThat(viewer.get("/operations/" + stage).body()).doesNotContain("Cancel it");
            Map<String, String> token = Visitor.hidden(viewer.get("/").body(), "/logout");
            assertThat(token).containsKey("_csrf");
            assertThat(viewer.post(cancel, token).statusCode())
                    .as("with the token of a form: the role is what forbids it")
                    .isEqualTo(403);
            assertThat(staging.inquiries().operation(stage).ended()).isEmpty();
            String late = Visitor.location(operator.post(
                    "/operations/" + activation + "/cancel",
                    Visitor.hidden(operator.get("/").body(), "/logout")));
            assertThat(operator.get(late).body()).contains("It could not be told to stop");
            assertThat(staging.inquiries().operation(activation).ended())
                    .as("nobody cancels an activation")
                    .isEmpty();
            String page = operator.get("/operations/" + stage).body();
            assertThat(page)
                    .as("whoever has keys alone needs time to get to the button before the page is loaded again")
                    .contains("Cancel it", "http-equiv=\"refresh\" content=\"10\"", "every ten seconds");
            assertThat(operator.post(cancel, Map.of()).statusCode()).isEqualTo(403);

            assertThat(operator.submit(page, cancel, Map.of()).statusCode()).isEqualTo(302);

            assertThat(operator.get("/operations/" + stage).body())
                    .contains("because it was cancelled", "cancelled by operator")
                    .doesNotContain("It could not be told to stop")
                    .doesNotContain("Cancel it");
        }
    }

    @Test
    void the_server_stops_quickly_while_somebody_listens() throws Exception {
        WebProcess process = WebProcess.start(root, world, 0);
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
        CompletableFuture<String> stream = stream(viewer, "/activations/" + id + "/events");
        Thread.sleep(300);

        long begin = System.nanoTime();
        process.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        stream.get(5, TimeUnit.SECONDS);
    }

    private static CompletableFuture<String> stream(Visitor viewer, String path) {
        CompletableFuture<String> body = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                body.complete(viewer.get(path, "Accept", "text/event-stream").body());
            } catch (Exception e) {
                body.completeExceptionally(e);
            }
        });
        return body;
    }
}
