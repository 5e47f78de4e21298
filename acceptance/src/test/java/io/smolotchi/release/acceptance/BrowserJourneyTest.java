package io.smolotchi.release.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.TestHostAvailability;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job from the pages, in a real browser and on a real systemd: each test goes on where the one before it ended. Not
 * annotated with the host, whose tag would have it run among the tests that need no browser.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserJourneyTest {

    /** Milliseconds: the sample takes half a minute on a machine that is busy. */
    private static final double LONGEST_ACTIVATION = 120_000;

    private static final Pattern OPERATION = Pattern.compile(".*/(operations|activations)/[0-9]+");

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private TestHost host;
    private Operator operator;
    private Visitor visitor;
    private Page page;

    @BeforeAll
    void the_sample_runs_and_the_pages_are_served(@TempDir Path scratch) {
        TestHostAvailability.require();
        Visitor.require();
        host = TestHost.builder().boot();
        open.push(host);
        WebServer.start(host, scratch);
        operator = new Operator(host);
        operator.hasTheSample();
        operator.watches(8, 2, "retention:", "  minimum-age: 0s", "  keep-failed: 0");
        operator.stagesAndActivates("1.0.0");
        operator.does("stage", operator.tree("1.1.0"), "--yes");
        operator.does("stage", operator.archive("1.2.0"), "--yes");
        visitor = Visitor.at(host);
        open.push(visitor);
        page = visitor.opensWindow(true);
    }

    @AfterAll
    void everything_ends() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @AfterEach
    void nothing_is_wrong_with_a_page_and_nobody_else_was_asked() {
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    @Order(1)
    void a_wrong_password_is_refused_and_the_right_one_leads_to_what_runs_now() {
        page.navigate("/");
        Visitor.logsIn(page, "not the password at all");
        assertThat(page.locator("#login-problem")).isVisible();
        visitor.examines(page, "login");

        Visitor.logsIn(page);

        assertThat(page.locator("#current-version")).hasText("1.0.0");
        assertThat(page.locator("#health")).hasText("well");
        assertThat(page.locator("tr[data-unit='smolotchi-core.service']")).containsText("active");
    }

    @Test
    @Order(2)
    void the_history_tells_what_was_done_at_the_console() {
        follows("History");

        assertThat(page.locator("tr[data-activation]")).hasCount(1);
        assertThat(page.locator("tr[data-activation]")).containsText("activate");
        assertThat(page.locator("tr[data-activation] .to")).hasText("1.0.0");
        assertThat(page.locator("tr[data-activation]")).hasAttribute("data-outcome", "healthy");
        assertThat(page.locator("tr[data-activation]")).containsText("console");
    }

    @Test
    @Order(3)
    void an_activation_is_confirmed_in_the_review_and_its_steps_arrive_while_they_happen() {
        review("1.1.0");
        assertThat(page.locator("#cancel")).isFocused();
        assertThat(page.locator("#planned-steps > li").first()).isVisible();
        visitor.examines(page, "review");
        page.getByLabel("Reason").fill("monthly upgrade");
        page.locator("#confirm").click();

        assertThat(page).hasURL(Visitor.ACTIVATION);
        page.waitForFunction("document.getElementById('operation') !== null");
        page.evaluate("window.kept = true");
        long loads = visitor.loads();
        String running = String.valueOf(page.locator("#operation[data-stream] li[data-state=running]")
                .first()
                .getAttribute("data-step"));
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", "activation-running.png")));
        assertThat(page.locator("#step-list > li[data-step='" + running + "']")).hasAttribute("data-state", "done");
        ends("healthy");

        assertThat(page.evaluate("window.kept")).as("it is the same page").isEqualTo(true);
        assertThat(visitor.loads()).as("no page was loaded again").isEqualTo(loads);
        assertThat(visitor.followed(URI.create(page.url()).getPath() + "/events"))
                .as("its events were followed")
                .isTrue();
        assertThat(page.locator("#step-list > li:not([data-state=done])")).hasCount(0);
        assertThat(page.locator("#ending")).containsText("1.1.0 runs");
        assertThat(page.locator("dd.reason")).hasText("monthly upgrade");
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        assertThat(operator.currentVersion()).isEqualTo("1.1.0");
    }

    @Test
    @Order(4)
    void without_javascript_the_review_is_reached_and_left_again() {
        Page plain = visitor.opensWindow(false);
        plain.navigate("/");
        Visitor.logsIn(plain);
        assertThat(plain.locator("#current-version")).hasText("1.1.0");

        plain.locator("#roll-back").click();

        assertThat(plain.locator("#plan-summary")).containsText("1.0.0");
        assertThat(plain.locator("#confirm")).isEnabled();
        plain.locator("#cancel").click();
        assertThat(plain.locator("#current-version")).hasText("1.1.0");
        plain.context().close();
        assertThat(operator.currentVersion()).isEqualTo("1.1.0");
    }

    @Test
    @Order(5)
    void a_rollback_from_the_pages_brings_the_release_before_back() {
        follows("Now");
        assertThat(page.locator("#current-version")).hasText("1.1.0");

        page.locator("#roll-back").click();
        page.getByLabel("Reason").fill("does not like the new page");
        page.locator("#confirm").click();

        assertThat(page).hasURL(Visitor.ACTIVATION);
        ends("healthy");
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");
        follows("Now");
        assertThat(page.locator("#current-version")).hasText("1.0.0");
        assertThat(page.locator("#roll-back")).isDisabled();
    }

    @Test
    @Order(6)
    void the_services_that_carried_it_out_ended_well() {
        assertThat(host.journal("smolotchi-release-run-*"))
                .contains("Deactivated successfully")
                .doesNotContain("Failed with result", "Ignoring unknown");
    }

    @Test
    @Order(7)
    void a_failed_attempt_shows_its_cause_first_and_that_it_was_rolled_back() {
        review("1.2.0");
        page.locator("#confirm").click();

        assertThat(page).hasURL(Visitor.ACTIVATION);
        ends("rolled back");
        assertThat(page.locator("#ending > :first-child")).hasId("cause");
        assertThat(page.locator("#cause")).containsText("500");
        assertThat(page.locator("#ending")).containsText("1.0.0 is in place again");
        assertThat(page.locator("#step-list > li[data-state=failed]")).hasCount(1);
        assertThat(page.locator("#evidence-section")).isVisible();
        visitor.examines(page, "activation-failed");
        assertThat(operator.answeringVersion()).isEqualTo("1.0.0");
        follows("Now");
        assertThat(page.locator("#health")).hasText("well");
    }

    @Test
    @Order(8)
    void every_page_is_accessible_in_light_and_dark() {
        follows("Now");
        visitor.examines(page, "now");
        follows("Releases");
        visitor.examines(page, "releases");
        page.getByRole(AriaRole.LINK, link("1.1.0")).click();
        assertThat(page.locator("#release-state")).isVisible();
        visitor.examines(page, "release");
        follows("History");
        assertThat(page.locator("tr[data-activation] .to")).hasText(new String[] {"1.2.0", "1.0.0", "1.1.0", "1.0.0"});
        visitor.examines(page, "history");
        page.locator("tr[data-activation]").nth(2).getByRole(AriaRole.LINK).click();
        ends("healthy");
        visitor.examines(page, "activation");
        follows("Retention");
        assertThat(page.locator("#policy")).isVisible();
        visitor.examines(page, "retention");
    }

    @Test
    @Order(9)
    void every_other_page_is_too() {
        for (String path : List.of(
                "/compare?from=1.0.0&to=1.1.0",
                "/units",
                "/units/smolotchi-web.service",
                "/doctor",
                "/upload",
                "/review/prune",
                "/review/mend",
                "/review/recover",
                "/review/rollback?with-state=true",
                "/releases/1.1.0?verify")) {
            page.navigate(path);
            assertThat(page.locator("h1")).isVisible();
            visitor.examines(page, path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", ""));
        }
        page.navigate("/units/smolotchi-web.service");
        assertThat(page.locator("#journal li").first()).isVisible();
        page.navigate("/releases/1.1.0?verify");
        assertThat(page.locator("#verification")).containsText("Intact");
        page.navigate("/");
        assertThat(page.locator("#prune-would")).containsText("A prune now would delete 1 release");
        assertThat(page.locator("#checks")).containsText("Looked at");
    }

    @Test
    @Order(10)
    void every_small_change_is_made_from_its_review() {
        changes("/review/pin?version=1.1.0", "done");
        page.navigate("/releases/1.1.0");
        assertThat(page.locator(".tag").getByText("pinned")).isVisible();
        changes("/review/unpin?version=1.1.0", "done");
        changes("/review/mark-bad?version=1.1.0", "done");
        page.navigate("/releases/1.1.0");
        assertThat(page.locator("#activate")).isDisabled();
        changes("/review/mark-good?version=1.1.0", "done");
        page.navigate("/retention");
        page.locator("#calendar").fill("Sun 04:00");
        page.locator("#schedule-enable").click();
        confirms("done");
        assertThat(timer()).isEqualTo("enabled active");
        page.navigate("/retention");
        assertThat(page.locator("#schedule-state")).hasText("enabled");
        assertThat(page.locator("#calendar")).hasValue("Sun 04:00");
        page.locator("#unschedule").click();
        confirms("done");
        assertThat(timer()).doesNotContain("enabled", " active");
        changes("/review/mask?unit=smolotchi-prune.service", "done");
        assertThat(host.execOk("readlink", "/etc/systemd/system/smolotchi-prune.service")
                        .stdout()
                        .strip())
                .isEqualTo("/dev/null");
        changes("/review/unmask?unit=smolotchi-prune.service", "done");
    }

    @Test
    @Order(11)
    void what_a_rollback_left_comes_back_by_a_redo() {
        changes("/review/redo", "healthy");

        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
        page.navigate("/history");
        assertThat(page.locator("#strip")).isVisible();
        assertThat(page.locator("tr[data-activation]").first()).containsText("so far");
        visitor.examines(page, "history-long");
    }

    @Test
    @Order(12)
    void a_prune_deletes_what_its_review_named_and_nothing_else() {
        follows("Retention");
        assertThat(page.locator("tr[data-fate=delete]")).hasCount(1);
        assertThat(page.locator("tr[data-release='1.2.0']")).hasAttribute("data-fate", "delete");
        page.locator("#prune").click();
        assertThat(page.locator("#confirm")).hasText("Prune 1 release");
        assertThat(page.locator("tr[data-fate=delete]")).hasCount(1);

        confirms("done");

        assertThat(host.execOk("ls", "/opt/smolotchi/releases").stdout().split("\\s+"))
                .containsExactly("1.0.0", "1.1.0");
        follows("Releases");
        assertThat(page.locator("tr[data-release]")).hasCount(2);
        follows("Retention");
        assertThat(page.locator("tr[data-fate=delete]")).hasCount(0);
        assertThat(operator.answeringVersion()).isEqualTo("1.1.0");
    }

    /** Whether systemd starts the prune by itself, and from when on. */
    private String timer() {
        return host.exec(
                        "sh",
                        "-c",
                        "echo $(systemctl is-enabled smolotchi-release-prune.timer; systemctl is-active smolotchi-release-prune.timer)")
                .stdout()
                .strip();
    }

    private void changes(String review, String outcome) {
        page.navigate(review);
        confirms(outcome);
    }

    private void confirms(String outcome) {
        page.locator("#confirm").click();
        assertThat(page).hasURL(OPERATION);
        ends(outcome);
    }

    private void ends(String outcome) {
        assertThat(page.locator("#operation:not([data-stream]) #outcome"))
                .hasText(outcome, new LocatorAssertions.HasTextOptions().setTimeout(LONGEST_ACTIVATION));
    }

    private void review(String version) {
        follows("Releases");
        page.getByRole(AriaRole.LINK, link(version)).click();
        page.locator("#activate").click();
        assertThat(page).hasURL(WebServer.ADDRESS + "/review/activate?version=" + version);
    }

    private void follows(String name) {
        page.getByRole(AriaRole.LINK, link(name)).first().click();
        assertThat(page.locator("nav [aria-current=page]")).hasText(name);
    }

    private static Page.GetByRoleOptions link(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
