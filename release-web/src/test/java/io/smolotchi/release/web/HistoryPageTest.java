package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryPageTest {

    private static final Pattern ROW = Pattern.compile("data-activation=\"@([0-9]+)\"");

    @TempDir
    static Path root;

    private static WebProcess process;
    private static Visitor viewer;

    @BeforeAll
    static void start() throws Exception {
        StagedWorld world = new StagedWorld().release("1.0.0").release("1.1.0+x");
        for (int i = 0; i < 60; i++) {
            Outcome outcome = i % 2 == 0
                    ? new Outcome.Healthy()
                    : new Outcome.RolledBack("watch", Code.HEALTH_FAILED, "no answer", Blame.RELEASE);
            world.activated(i % 2 == 0 ? "1.0.0" : "1.1.0+x", outcome, Duration.ofHours(100 - i), "root", "row " + i);
        }
        process = WebProcess.start(root, world, 0);
        viewer = Visitor.loggedIn(process.address(), "viewer");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void the_newest_fifty_come_first_and_the_older_ones_have_an_address() throws Exception {
        String page = viewer.get("/history").body();
        assertThat(rows(page)).isEqualTo(50);
        assertThat(page).contains("href=\"/history?before=13\"").doesNotContain(">Newest<");

        String older = viewer.get("/history?before=13").body();
        assertThat(rows(older)).isEqualTo(10);
        assertThat(older).contains(">Newest<").doesNotContain(">Older<");
    }

    @Test
    void the_filters_are_in_the_address_and_stay_while_paging() throws Exception {
        String page =
                viewer.get("/history?version=1.1.0%2Bx&outcome=rolled%20back").body();

        assertThat(rows(page)).isEqualTo(30);
        assertThat(page)
                .contains("value=\"1.1.0+x\"")
                .contains("<option value=\"rolled back\" selected=\"selected\">")
                .doesNotContain("data-outcome=\"healthy\"");
    }

    @Test
    void a_filter_stays_on_the_way_to_older_rows_and_back() throws Exception {
        String page = viewer.get("/history?version=1.1.0%2Bx&outcome=rolled%20back&before=40")
                .body();

        assertThat(rows(page)).isEqualTo(18);
        assertThat(page)
                .contains(
                        "href=\"/history?version=1.1.0%2Bx&amp;outcome=rolled%20back\" class=\"button\" rel=\"first\"")
                .contains("href=\"/history/export?version=1.1.0%2Bx&amp;outcome=rolled%20back&amp;format=csv\"")
                .doesNotContain("data-activation=\"@40\"", "data-outcome=\"healthy\"");
    }

    @Test
    void a_row_has_every_column() throws Exception {
        String page = viewer.get("/history").body();
        String row = page.substring(page.indexOf("data-activation=\"@62\""), page.indexOf("data-activation=\"@61\""));

        assertThat(page)
                .contains(">No.<", ">What<", ">Outcome<", ">By<", ">When<", ">Took<", ">Active for<", ">Reason<");
        assertThat(row)
                .contains("href=\"/activations/62\">@62<")
                .contains(
                        "<span class=\"from\">1.0.0</span>",
                        "<b class=\"to\">1.1.0+x</b>",
                        "aria-label=\"a later release\"")
                .contains("icons.svg#undo", "<span class=\"word\">rolled back</span>")
                .contains("<span>root</span> <span class=\"muted\">(console)</span>")
                .containsPattern("<time [^>]*>41 hours ago</time>")
                .containsPattern("data-label=\"Took\"[^>]*>12 s<")
                .contains(">row 59<")
                .contains("name=\"from\" required value=\"1.1.0+x\"", "name=\"to\" required value=\"1.1.0+x\"");
        assertThat(page)
                .contains("aria-label=\"a later release\"")
                .containsPattern("data-label=\"Active for\"[^>]*>[0-9]+ ");
    }

    @Test
    void nothing_like_that_is_said_in_words() throws Exception {
        assertThat(viewer.get("/history?version=7.7").body()).contains("No activation is like that.");
        assertThat(viewer.get("/history?before=rubbish&outcome=rubbish").statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_ran_when_is_drawn_and_for_how_long_is_said() throws Exception {
        String page = viewer.get("/history").body();
        assertThat(page)
                .contains("25 releases one after the other, the last of them 1.0.0; 25 attempts failed")
                .containsPattern("<rect y=\"8\" height=\"24\" x=\"[0-9.]+\" width=\"[0-9.]+\" class=\"now\">")
                .contains("41 hours so far")
                .contains("a later release");
        assertThat(page.split("class=\"failed\"", -1)).hasSize(26);
        assertThat(viewer.get("/history?version=1.0.0").body())
                .as("what a filter leaves out may have run in between")
                .doesNotContain("id=\"strip\"")
                .doesNotContain("so far");
        assertThat(viewer.get("/history?before=13").body())
                .as("what came after the rows of this page is not known here")
                .doesNotContain("so far");
    }

    @Test
    void two_rows_are_chosen_and_compared() throws Exception {
        assertThat(viewer.get("/history").body())
                .contains("<form method=\"get\" action=\"/compare\">", "name=\"from\" required", "value=\"1.1.0+x\"");
        assertThat(viewer.get("/compare?from=1.0.0&to=1.1.0%2Bx").statusCode()).isEqualTo(200);
    }

    @Test
    void times_are_relative_with_the_absolute_one_beside_them() throws Exception {
        assertThat(viewer.get("/history").body())
                .containsPattern("<time data-relative datetime=\"20[^\"]+Z\""
                        + " title=\"20[0-9-]+ [0-9:]+ [+-][0-9:]+\">[0-9]+ hours ago</time>");
    }

    private static int rows(String page) {
        Matcher matcher = ROW.matcher(page);
        int rows = 0;
        while (matcher.find()) {
            rows++;
        }
        return rows;
    }
}
