package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from a page to a change and back, without JavaScript. */
class ReviewTest {

    @TempDir
    static Path root;

    private static WebProcess process;
    private static StagedWorld world;
    private static Visitor operator;

    @BeforeAll
    static void start() throws Exception {
        world = Exhibition.world();
        process = WebProcess.start(root, world, 0);
        operator = Visitor.loggedIn(process.address(), "operator");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void a_review_shows_the_whole_plan_and_changes_nothing() throws Exception {
        int before = world.asked().size();
        String page = operator.get("/review/activate?version=1.4.0").body();

        assertThat(page)
                .contains("Activate 1.4.0")
                .contains("<li><b>open</b> <span>write the journal of what is about to happen</span></li>")
                .containsPattern(
                        "(?s)<ol class=\"planned-steps\".*<b>stop</b>.*<b>switch</b>.*<b>start</b>.*<b>watch</b>.*</ol>")
                .containsPattern("(?s)Stopped, then started</dt>.*smolotchi-core.service.*smolotchi-web.service")
                .containsPattern("(?s)Started</dt>.*smolotchi-ai-worker.service")
                .contains("exposure 6.1 -&gt; 4.3")
                .contains("copied before the switch, while nothing runs: /var/lib/smolotchi/events.db")
                .contains("smolotchi-core.service")
                .contains("/etc/systemd/system/smolotchi-web.service")
                .contains("+Environment=SMOLOTCHI_THREADS=4")
                .contains("8080 -&gt; 8081")
                .containsPattern("about 0\\.[0-9] s, as the last [23] times")
                .contains("smolotchi-display.service is optional and failed before")
                .containsPattern("id=\"cancel\"[^>]*autofocus");
        assertThat(world.asked()).hasSize(before);
    }

    @Test
    void a_rollback_takes_the_databases_along_when_it_is_told_to() throws Exception {
        String without = operator.get("/review/rollback").body();
        assertThat(without)
                .contains("With the databases of then…", "/review/rollback?with-state=true")
                .doesNotContain("restored from the copy");
        String with = operator.get("/review/rollback?with-state=true").body();
        assertThat(with)
                .contains("restored from the copy of @2", "gone afterwards")
                .contains("Leave the databases as they are…");
        assertThat(operator.get("/review/redo").body()).contains("/review/redo?with-state=true");
        assertThat(operator.get("/review/activate?version=1.4.0").body()).doesNotContain("With the databases");

        assertThat(operator.submit(with, "/review/rollback", Map.of()).statusCode())
                .isEqualTo(302);

        assertThat(world.asked())
                .last()
                .isInstanceOfSatisfying(
                        Request.Rollback.class,
                        rollback -> assertThat(rollback.withState()).isTrue());
        await().until(() -> world.inquiries().status().open().isEmpty());
    }

    @Test
    void what_is_confirmed_is_carried_out_in_the_name_of_who_is_logged_in() throws Exception {
        String page = operator.get("/review/activate?version=1.2.0").body();

        HttpResponse<String> answer =
                operator.submit(page, "/review/activate", Map.of("reason", "  try \n it \u0007 "));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(Visitor.location(answer)).matches(".*/activations/[0-9]+");
        String path = Visitor.location(answer).replaceFirst(".*/activations/", "");
        Activation row = world.inquiries().activation(new OperationId(Long.parseLong(path)));
        assertThat(row.caller().actor()).isEqualTo("operator");
        assertThat(row.caller().origin()).isEqualTo(Origin.WEB);
        assertThat(row.caller().reason()).isEqualTo("try it");
        await().until(() -> world.inquiries().activation(row.id()).ended().isPresent());
        String ended = operator.get("/activations/" + path).body();
        assertThat(ended)
                .contains("1.2.0 runs, and its required checks stayed green.")
                .doesNotContain("http-equiv");
    }

    @Test
    void a_plan_that_is_no_longer_true_comes_back_and_says_what_happened_meanwhile() throws Exception {
        String page = operator.get("/review/activate?version=1.4.0").body();
        world.activated("1.0.0", new Outcome.Healthy(), Duration.ofSeconds(1), "karl", "");
        int before = world.asked().size();

        HttpResponse<String> answer = operator.submit(page, "/review/activate", Map.of("reason", "still wanted"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Nothing was done.")
                .contains("What would happen has changed since you looked at it")
                .contains("by <span>karl</span>")
                .contains("value=\"still wanted\"");
        assertThat(world.asked()).hasSize(before);

        HttpResponse<String> again = operator.submit(answer.body(), "/review/activate", Map.of());
        assertThat(Visitor.location(again)).contains("/activations/");
        finish();
    }

    @Test
    void while_another_operation_runs_the_refusal_names_it_and_the_review_stays() throws Exception {
        String page = operator.get("/review/rollback").body();
        OperationId running = world.hanging("1.0.0");
        try {
            String now = operator.get("/").body();
            assertThat(now).contains("Operation <a href=\"/operations/" + running + "\">@" + running);

            HttpResponse<String> answer = operator.submit(page, "/review/rollback", Map.of());

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("@" + running + " holds the lock")
                    .contains("BUSY");
        } finally {
            world.end(running, java.time.Instant.now(), new Outcome.Healthy());
        }
    }

    @Test
    void every_refusal_is_on_the_page_and_the_button_says_why_it_is_off() throws Exception {
        String page = operator.get("/review/activate?version=9.9.9").body();

        assertThat(page)
                .contains("cannot activate 9.9.9: because no such release is staged")
                .contains("RELEASE_UNKNOWN")
                .contains("It is refused, for the reasons above.")
                .doesNotContain("type=\"submit\" class=\"button primary\"");
    }

    @Test
    void a_refused_plan_can_not_be_confirmed_by_hand() throws Exception {
        int before = world.asked().size();
        String page = operator.get("/review/activate?version=9.9.9").body();

        assertThat(operator.submit(page, "/review/activate", Map.of()).statusCode())
                .isEqualTo(409);
        assertThat(world.asked()).hasSize(before);
    }

    @Test
    void a_release_is_compared_with_what_was_sealed_when_the_reader_asks() throws Exception {
        assertThat(operator.get("/releases/1.1.0").body()).contains("Verify every byte now");
        assertThat(operator.get("/releases/1.1.0?verify").body())
                .contains("Intact")
                .doesNotContain("id=\"damage\"");
        assertThat(operator.get("/releases/broken-1.3.0?verify").body())
                .contains("1 finding<")
                .contains("changed: web/app.py (1f2e, found 3d4c)");
        assertThat(operator.get("/releases/9.9.9?verify").statusCode()).isEqualTo(404);
    }

    @Test
    void malformed_words_in_an_address_are_answered_with_a_reason() throws Exception {
        assertThat(operator.get("/review/activate?version=../x").statusCode()).isEqualTo(400);
        assertThat(operator.get("/review/activate").statusCode()).isEqualTo(400);
        assertThat(operator.get("/review/activate").body())
                .as("no page of the navigation is the one that is read")
                .doesNotContain("aria-current");
        assertThat(operator.get("/review/frobnicate").statusCode()).isEqualTo(400);
        assertThat(operator.get("/review/stage?source=/etc/shadow").statusCode())
                .isEqualTo(400);
        assertThat(operator.get("/review/prune?keep=0").statusCode()).isEqualTo(400);
        assertThat(operator.get("/review/schedule?calendar=").statusCode()).isEqualTo(400);
        assertThat(operator.get("/releases/..%20x").statusCode()).isEqualTo(400);
        assertThat(operator.get("/releases/9.9.9").statusCode()).isEqualTo(404);
        assertThat(operator.get("/activations/999999").statusCode()).isEqualTo(404);
        assertThat(operator.get("/operations/0").statusCode()).isEqualTo(404);
    }

    @Test
    void pruning_and_its_schedule_go_through_a_review_too() throws Exception {
        String retention = operator.get("/retention").body();
        assertThat(retention).contains("Keeps the last 5 healthy releases").contains("data-fate=\"keep\"");

        String review = operator.get("/review/schedule?calendar=Sun+04:00").body();
        HttpResponse<String> answer = operator.submit(review, "/review/schedule", Map.of());

        assertThat(Visitor.location(answer)).matches(".*/operations/[0-9]+");
        await().until(() -> world.inquiries().schedule().calendar().isPresent());
        assertThat(operator.get("/retention").body()).contains("<code>Sun 04:00</code>");
    }

    private static void finish() {
        await().until(() ->
                world.inquiries().history(HistoryFilter.newest(100)).stream().noneMatch(Activation::open));
    }
}
