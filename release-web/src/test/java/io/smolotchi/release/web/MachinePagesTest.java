package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.operation.Request;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinePagesTest {

    @TempDir
    Path root;

    private WebProcess process;
    private StagedWorld world;

    @BeforeEach
    void start() throws Exception {
        world = Exhibition.world();
        process = WebProcess.start(root, world, 0);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void the_page_for_now_tells_what_a_closer_look_found_once_somebody_has_looked() throws Exception {
        Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
        assertThat(viewer.get("/").body()).contains("hx-get=\"/now/more\"", "id=\"checks\"");

        assertThat(viewer.get("/now/more").body())
                .contains("2 things need a hand, 1 worth knowing")
                .doesNotContain("id=\"now-state\"");

        assertThat(viewer.get("/").body())
                .as("without JavaScript too")
                .contains("2 things need a hand, 1 worth knowing")
                .containsPattern("<a href=\"/units\" class=\"bad\">1 of 11 installed files was changed by hand: "
                        + "/etc/systemd/system/smolotchi-core.service \\(changed\\)</a>")
                .contains("<a href=\"/doctor\" class=\"bad\">smolotchi-prune.timer does not run</a>")
                .contains("<a href=\"/doctor\" class=\"warn\">1.2 GB are free</a>")
                .contains("A prune now would delete 3 releases and free")
                .contains("Looked at <time")
                .contains("hx-trigger=\"every 15s\"");
    }

    @Test
    void what_an_operation_mended_is_looked_at_again() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        assertThat(operator.get("/now/more").body()).contains("A prune now would delete 3 releases");
        String followed =
                Visitor.location(operator.submit(operator.get("/review/prune").body(), "/review/prune", Map.of()));
        OperationId prune = new OperationId(Long.parseLong(followed.replaceFirst(".*/", "")));
        await().until(() -> world.inquiries().operation(prune).ended().isPresent());

        assertThat(operator.get("/now/more").body()).contains("A prune now would delete no release");
    }

    @Test
    void units_are_listed_with_what_they_run_and_what_somebody_changed() throws Exception {
        String page =
                Visitor.loggedIn(process.address(), "viewer").get("/units").body();

        assertThat(page)
                .contains("href=\"/units/smolotchi-web.service\"", "changed by hand", "+Nice=5")
                .contains("data-label=\"Runs\" role=\"cell\">1.1.0<");
    }

    @Test
    void the_journal_of_a_unit_is_data() throws Exception {
        String page = Visitor.loggedIn(process.address(), "operator")
                .get("/units/smolotchi-web.service")
                .body();

        assertThat(page)
                .contains("no display was found", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("href=\"/review/mask?unit=smolotchi-web.service\"")
                .doesNotContain("<script>alert");
    }

    @Test
    void a_unit_that_is_not_installed_is_not_found() throws Exception {
        HttpResponse<String> answer =
                Visitor.loggedIn(process.address(), "operator").get("/units/sshd.service");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("UNIT_UNKNOWN");
    }

    @Test
    void the_doctor_says_what_needs_a_hand_and_what_can_be_mended() throws Exception {
        String page =
                Visitor.loggedIn(process.address(), "operator").get("/doctor").body();

        assertThat(page)
                .contains("2 things need a hand.", "data-check=\"files\" data-verdict=\"wrong\"")
                .contains("<li>start smolotchi-prune.timer</li>", "href=\"/review/mend\"");
        assertThat(Visitor.loggedIn(process.address(), "viewer").get("/doctor").body())
                .contains("Your role is viewer")
                .doesNotContain("href=\"/review/mend\"");
    }

    @Test
    void masking_and_mending_go_through_a_review() throws Exception {
        Visitor operator = Visitor.loggedIn(process.address(), "operator");
        String review =
                operator.get("/review/mask?unit=smolotchi-display.service").body();
        assertThat(review).contains("Mask smolotchi-display.service", "href=\"/units\"");

        operator.submit(review, "/review/mask", Map.of("unit", "smolotchi-display.service"));

        assertThat(world.asked()).contains(new Request.Masking("smolotchi-display.service", true));
    }
}
