package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.operation.Request;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NowPageTest {

    @TempDir
    Path root;

    private StagedWorld world;
    private WebProcess process;
    private Visitor operator;

    @BeforeEach
    void start() throws Exception {
        world = Exhibition.world();
        process = WebProcess.start(root, world, 0);
        operator = Visitor.loggedIn(process.address(), "operator");
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void what_runs_since_when_by_whom_with_which_digest_and_why() throws Exception {
        assertThat(operator.get("/").body())
                .contains("id=\"current-version\" href=\"/releases/1.1.0\">1.1.0<")
                .containsPattern("<dt>Since</dt><dd><time [^>]*>3 days ago</time>")
                .contains("<dt>By</dt><dd><span>martha</span> <span class=\"muted\">(console)</span>")
                .contains("href=\"/activations/7\">@7</a>")
                .contains("<dd class=\"reason\">the fix for #41</dd>")
                .containsPattern("<dt>Digest</dt><dd><code>[0-9a-f]{12}</code>");
    }

    @Test
    void each_unit_has_its_health_with_main_pid_restarts_and_memory() throws Exception {
        assertThat(operator.get("/").body())
                .containsPattern("(?s)data-unit=\"smolotchi-core.service\".*?active \\(running\\).*?30 hours ago.*?"
                        + "data-label=\"Main PID\"[^>]*>812<.*?data-label=\"Restarts\"[^>]*>0<.*?"
                        + "data-label=\"Memory\"[^>]*>21.4 MB<.*?data-unit=\"smolotchi-web.service\"")
                .containsPattern(
                        "(?s)data-unit=\"smolotchi-display.service\".*?\\(optional\\).*?failed \\(exit-code\\)");
    }

    @Test
    void what_a_rollback_would_choose_is_named_with_the_reason() throws Exception {
        assertThat(operator.get("/").body())
                .contains("1.0.0 (@3, healthy for 9 days; skipped 1.2.0 @5: it is marked bad)")
                .contains("href=\"/review/rollback\">Roll back to 1.0.0…</a>");
    }

    @Test
    void the_disk_and_the_pruning_that_was_and_that_comes_are_told() throws Exception {
        assertThat(operator.get("/").body())
                .contains("<b>11.2 GB</b> of <span>31.0 GB</span> free", "Not pruned by itself.")
                .containsPattern("Last <time [^>]*>17 hours ago</time>: <span>deleted 1 release</span>");
        world.changes().perform(asked(new Request.Schedule(Optional.of("daily"))));

        assertThat(operator.get("/").body())
                .containsPattern("Pruned <span>daily</span>, next <time [^>]*>in [67] hours</time>");
    }

    @Test
    void an_activation_that_has_not_ended_comes_before_everything_else() throws Exception {
        OperationId open = world.hanging("1.4.0");
        String page = operator.get("/").body();
        assertThat(page)
                .contains("Operation <a href=\"/operations/" + open + "\">@" + open + "</a> is being carried out.")
                .contains("It is still being carried out.");
        assertThat(page.indexOf("id=\"open-operation\"")).isLessThan(page.indexOf("id=\"current-version\""));

        world.interrupted();

        assertThat(operator.get("/").body())
                .contains("was interrupted, and nobody carries it out.", "href=\"/review/recover\"");
    }

    private OperationId asked(Request request) {
        return world.changes()
                .ask(
                        request,
                        new io.smolotchi.release.catalog.Caller(
                                "anna", io.smolotchi.release.catalog.Origin.CONSOLE, ""),
                        Optional.empty());
    }
}
