package io.smolotchi.release.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real browser over the world in memory; pictures of the pages are left in {@code target/screenshots}. */
@Tag("browser")
class BrowserTest {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    Path root;

    private static Chromium chromium;

    private StagedWorld world;
    private WebProcess process;
    private boolean examined;
    private final List<String> complaints = new ArrayList<>();

    /** Each theme and each width is looked into for what hinders people; the other two combinations must fit, and leave their pictures. */
    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of(ColorScheme.LIGHT, 1200, true),
                Arguments.of(ColorScheme.DARK, 1200, false),
                Arguments.of(ColorScheme.LIGHT, 320, false),
                Arguments.of(ColorScheme.DARK, 320, true));
    }

    @BeforeAll
    static void launch() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void quit() {
        chromium.close();
    }

    @BeforeEach
    void start() throws IOException {
        world = Exhibition.world().pace(Duration.ofMillis(150));
        process = WebProcess.start(root, world, 0);
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_page_is_accessible_fits_its_window_and_asks_nobody_else(
            ColorScheme scheme, int width, boolean lookInto) {
        examined = lookInto;
        try (BrowserContext context = context(scheme, width, true)) {
            Page page = page(context);
            String look = scheme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;

            page.navigate(address("/"));
            examine(page, "login-" + look);
            page.getByLabel("Name").fill("operator");
            page.getByLabel("Password").fill("wrong horse battery");
            page.getByRole(AriaRole.BUTTON, button("Log in")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not belong together");
            examine(page, "login-failed-" + look);
            logIn(page, "operator");

            assertThat(page.locator("#current-version")).hasText("1.1.0");
            examine(page, "now-" + look);
            visit(page, "/releases", "releases-" + look);
            visit(page, "/releases/1.2.0", "release-" + look);
            visit(page, "/compare?from=1.0.0&to=1.1.0", "compare-" + look);
            visit(page, "/history", "history-" + look);
            visit(page, "/activations/8", "activation-failed-" + look);
            visit(page, "/units", "units-" + look);
            visit(page, "/units/smolotchi-web.service", "unit-" + look);
            visit(page, "/doctor", "doctor-" + look);
            visit(page, "/review/mend", "review-mend-" + look);
            visit(page, "/retention", "retention-" + look);
            visit(page, "/review/rollback", "review-" + look);
            visit(page, "/review/activate?version=1.1.0", "review-refused-" + look);
            visit(page, "/review/prune", "review-prune-" + look);
            visit(page, "/review/rollback?with-state=true", "review-with-state-" + look);
            visit(page, "/upload", "upload-" + look);
            visit(page, "/review/stage?upload=0123456789abcdef0123456789abcdef&version=2.0.0", "review-stage-" + look);
            OperationId staging = world.staging("2.0.0");
            world.event(staging, Event.Type.PROGRESS, "", "12 of 40 files, 1.2 MB of 3.4 MB, 2.0 MB/s");
            visit(page, "/operations/" + staging, "staging-running-" + look);
            page.locator("#cancel-operation").click();
            assertThat(page.locator("#ending")).containsText("because it was cancelled");
            examine(page, "staging-cancelled-" + look);

            OperationId running = world.hanging("1.4.0");
            world.event(running, Event.Type.STEP_STARTED, "open", "");
            world.event(running, Event.Type.STEP_DONE, "open", "");
            world.event(running, Event.Type.STEP_STARTED, "prepare", "");
            visit(page, "/activations/" + running, "activation-running-" + look);
            visit(page, "/", "now-changing-" + look);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void an_activation_is_confirmed_in_the_review_and_its_steps_appear_as_they_happen() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/releases/1.4.0"));
            logIn(page, "operator");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Activate…"))
                    .click();
            assertThat(page.locator("#cancel")).isFocused();
            assertThat(page.evaluate("window.scrollY")).isEqualTo(0);
            page.getByLabel("Reason").fill("seen in a browser");
            page.evaluate("window.kept = true");
            page.getByRole(AriaRole.BUTTON, button("Activate 1.4.0")).click();

            page.waitForURL(Pattern.compile(".*/activations/[0-9]+"));
            page.evaluate("window.kept = true");
            assertThat(page.locator("#step-list > li[data-state=running]")).hasCount(1);
            assertThat(page.locator("#ending")).containsText("1.4.0 runs");
            assertThat(page.locator("#step-list > li[data-state=done]")).hasCount(StagedPlans.STEPS.size());
            assertThat(page.locator("#outcome")).hasText("healthy");
            assertThat(page.evaluate("window.kept"))
                    .as("no page was loaded again")
                    .isEqualTo(true);
            assertThat(page.locator("dd.reason")).hasText("seen in a browser");

            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Now").setExact(true))
                    .click();
            assertThat(page.locator("#current-version")).hasText("1.4.0");
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void a_failure_shows_its_cause_first_and_then_what_is_the_case() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/review/activate?version=broken-1.3.0"));
            logIn(page, "operator");
            page.locator("#confirm").click();

            assertThat(page.locator("#cause")).hasText("the check http answered 500 nine times in a row");
            assertThat(page.locator("#ending")).containsText("Everything was undone: 1.1.0 is in place again.");
            assertThat(page.locator("#evidence-section pre")).containsText("http 500");
            assertThat(page.locator("li[data-step=watch]")).hasAttribute("data-state", "failed");
            assertThat(page.locator("li[data-step=start]")).hasAttribute("data-state", "undone");
        }
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_archive_is_uploaded_with_its_progress_and_without_javascript(boolean javaScript) {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, javaScript)) {
            Page page = page(context);
            page.navigate(address("/releases"));
            logIn(page, "operator");
            page.locator("#upload").click();
            page.locator("#archive")
                    .setInputFiles(new FilePayload("app-2.0.0.tar", "application/x-tar", new byte[3_000_000]));
            page.locator("#send").click();

            page.waitForURL(Pattern.compile(".*/review/stage\\?upload=[0-9a-f]{32}&version=2.0.0"));
            assertThat(page.locator("#confirm")).hasText("Stage 2.0.0");
            assertThat(root.resolve("var/lib/smolotchi-release-web/uploads")).isNotEmptyDirectory();
        }
        assertThat(complaints).isEmpty();
    }

    /** What gets past an eye on the text would not get past a browser. */
    @Test
    void hostile_text_on_any_page_runs_nothing() throws IOException {
        process.close();
        StagedWorld hostile = Exhibition.world().problem("problem");
        process = WebProcess.start(root, new HostileFields(HostileFieldsTest.HOSTILE).behind(hostile), 0);
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.onDialog(dialog -> complaints.add("a dialog: " + dialog.message()));
            page.navigate(address("/"));
            logIn(page, "operator");
            for (String path : HostileFieldsTest.PAGES) {
                page.navigate(address(path));
                assertThat(page.evaluate("window.hacked === undefined"))
                        .as(path)
                        .isEqualTo(true);
                assertThat(page.locator("img").count()).as(path).isZero();
            }
        }
        assertThat(complaints)
                .as("a release that is not there, and a plan that is refused")
                .allMatch(text -> text.contains("404") || text.contains("409"));
    }

    @Test
    void what_is_wrong_with_an_upload_is_said_beside_the_form() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/upload"));
            logIn(page, "operator");
            page.locator("#archive").setInputFiles(new FilePayload("empty.tar", "application/x-tar", new byte[0]));
            page.locator("#send").click();
            assertThat(page.locator("#upload-problem")).containsText("because it is empty");
            page.evaluate("document.getElementById('upload-form').dataset.most = '10'");
            page.locator("#archive").setInputFiles(new FilePayload("large.tar", "application/x-tar", new byte[11]));
            page.locator("#send").click();
            assertThat(page.locator("#upload-problem")).containsText("Nothing was sent");
            assertThat(page.locator("#archive")).isVisible();
        }
        // the refusal itself is an answer with an error's status, which the browser notes
        assertThat(complaints).allMatch(text -> text.contains("409"));
    }

    @Test
    void the_same_works_without_javascript() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, false)) {
            Page page = page(context);
            page.navigate(address("/"));
            logIn(page, "operator");
            page.locator("#roll-back").click();
            assertThat(page.locator("#cancel")).isFocused();
            page.locator("#confirm").click();

            page.waitForURL(Pattern.compile(".*/activations/[0-9]+"));
            assertThat(page.getByText("This page loads itself again")).isVisible();
            assertThat(page.locator("#ending")).containsText("1.0.0 runs");
        }
    }

    @Test
    void the_keyboard_alone_is_enough() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/review/pin?version=1.0.0"));
            assertThat(page.locator("#username")).isFocused();
            page.keyboard().type("operator");
            page.keyboard().press("Tab");
            page.keyboard().type(WebProcess.PASSWORD);
            page.keyboard().press("Enter");

            assertThat(page.locator("#cancel")).isFocused();
            page.keyboard().press("Tab");
            assertThat(page.locator("#confirm")).isFocused();
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile(".*/operations/[0-9]+"));
            assertThat(page.locator("#ending")).isVisible();

            page.navigate(address("/history"));
            page.keyboard().press("Tab");
            assertThat(page.getByText("Skip to the content")).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("Tab");
            assertThat(page.locator("#filter-version")).isFocused();
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void now_changes_by_itself_when_somebody_else_changes_what_runs() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/"));
            logIn(page, "viewer");
            OperationId id = world.hanging("1.4.0");
            assertThat(page.locator("#open-operation"))
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(15_000));
            world.end(id, Instant.now(), new Outcome.Healthy());
            assertThat(page.locator("#current-version"))
                    .hasText(
                            "1.4.0",
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                    .setTimeout(15_000));
        }
        assertThat(complaints).isEmpty();
    }

    private BrowserContext context(ColorScheme scheme, int width, boolean javaScript) {
        return chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setColorScheme(scheme)
                        .setViewportSize(width, 800)
                        .setJavaScriptEnabled(javaScript));
    }

    private Page page(BrowserContext context) {
        Page page = context.newPage();
        page.onRequest(request -> {
            if (URI.create(request.url()).getPort() != process.port()) {
                complaints.add("asked " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        return page;
    }

    private void logIn(Page page, String account) {
        page.getByLabel("Name").fill(account);
        page.getByLabel("Password").fill(WebProcess.PASSWORD);
        page.locator("#log-in").click();
        assertThat(page.locator("#reader-name")).hasText(account);
    }

    private void visit(Page page, String path, String name) {
        page.navigate(address(path));
        examine(page, name);
    }

    private void examine(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
        if (!fits(page)) {
            complaints.add(name + " is wider than its window");
        }
        if (!examined) {
            return;
        }
        // legacy: no second page for each run; there are no frames to look into
        for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
            rule.getNodes().forEach(node -> complaints.add(name + ": " + rule.getId() + " " + node.getHtml()));
        }
    }

    private static boolean fits(Page page) {
        return Boolean.TRUE.equals(
                page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private String address(String path) {
        return process.address() + path;
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
