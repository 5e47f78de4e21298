package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasePageTest {

    @TempDir
    static Path root;

    private static WebProcess process;
    private static Visitor operator;

    @BeforeAll
    static void start() throws Exception {
        process = WebProcess.start(root, Exhibition.world(), 0);
        operator = Visitor.loggedIn(process.address(), "operator");
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void where_it_came_from_what_it_holds_and_what_was_done_with_it_is_on_one_page() throws Exception {
        assertThat(operator.get("/releases/1.1.0").body())
                .contains("<dt>source</dt>", "<dt>staged by</dt>", "<dt>python</dt>", "3.11.2")
                .contains("smolotchi-core.service", "smolotchi-web.service")
                .containsPattern(
                        "<span>1\\.7 MB</span> in <span>253</span> entries\\. On the disk, in whole blocks: <span>4[0-9]+ kB</span> of its own")
                .containsPattern("and <span>1\\.[0-9] MB</span> shared with other releases")
                .containsPattern("<code class=\"long\">[0-9a-f]{64}</code>")
                .contains("data-activation=\"@7\"", "the fix for #41");
    }

    @Test
    void what_runs_now_can_not_be_activated_and_the_button_says_why() throws Exception {
        assertThat(operator.get("/releases/1.1.0").body())
                .containsPattern("disabled id=\"activate\" aria-describedby=\"activate-why\"")
                .contains("id=\"activate-why\">It is the release that runs now.<")
                .doesNotContain("href=\"/review/activate");
    }

    @Test
    void what_a_rollback_would_choose_says_so_and_offers_it() throws Exception {
        assertThat(operator.get("/releases/1.0.0").body())
                .contains("rollback target", ">Roll back to it…<", "href=\"/review/rollback\"")
                .contains("href=\"/review/activate?version=1.0.0\"");
    }

    @Test
    void what_is_bad_says_why_and_the_mark_can_be_lifted() throws Exception {
        assertThat(operator.get("/releases/1.2.0").body())
                .contains("Marked bad: <span>the check http answered 500 nine times in a row")
                .contains("It is marked bad: the check http answered 500 nine times in a row. Lift the mark first")
                .contains("href=\"/review/mark-good?version=1.2.0\"")
                .doesNotContain("href=\"/review/activate");
    }

    @Test
    void a_new_release_is_activated_pinned_and_marked_from_its_page() throws Exception {
        assertThat(operator.get("/releases/1.4.0").body())
                .contains("href=\"/review/activate?version=1.4.0\"")
                .contains("href=\"/review/pin?version=1.4.0\"")
                .contains("href=\"/review/mark-bad?version=1.4.0\"")
                .contains("It was never activated.");
        assertThat(Visitor.loggedIn(process.address(), "viewer")
                        .get("/releases/1.4.0")
                        .body())
                .contains("Your role is viewer")
                .doesNotContain("href=\"/review/");
    }

    @Test
    void two_releases_are_compared_summary_first_then_units_with_what_restarts_then_files_line_by_line()
            throws Exception {
        String page = operator.get("/compare?from=1.0.0&to=1.1.0").body();

        assertThat(page)
                .containsPattern(
                        "id=\"summary\">files: 1 changed, 1 added, 1 with another mode; 1 unit file; 1 package of the venv; 3\\.1 kB more<")
                .contains("restart smolotchi-web.service")
                .contains("<span class=\"removed\">-Nice=1</span>", "<span class=\"added\">+Nice=2</span>")
                .contains("<span class=\"hunk\">@@ -1,2 +1,2 @@</span>", "smolotchi/logo.png", "0444 to 0555")
                .contains("href=\"/compare?from=1.1.0&amp;to=1.0.0\"");
        assertThat(page.indexOf("id=\"summary\"")).isLessThan(page.indexOf("id=\"units\""));
        assertThat(page.indexOf("id=\"units\"")).isLessThan(page.indexOf("id=\"files\""));
    }

    @Test
    void every_role_that_may_change_does() throws Exception {
        for (String role : new String[] {"operator", "administrator"}) {
            Visitor visitor = Visitor.loggedIn(process.address(), role);
            String review = visitor.get("/review/pin?version=broken-1.3.0").body();
            assertThat(visitor.submit(review, "/review/pin", Map.of()).statusCode())
                    .as(role)
                    .isEqualTo(302);
        }
    }
}
