package io.smolotchi.release.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.web.pages.OtherMachine;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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

    private static final int NARROWEST = 320;

    @TempDir
    static Path root;

    private static final Stage STAGE = new Stage();

    private static Chromium chromium;
    private static WebProcess process;

    private StagedWorld world;
    private ColorScheme theme = ColorScheme.LIGHT;
    private final List<String> complaints = new ArrayList<>();

    /** Each theme and each width is looked into for what hinders people; both themes leave their pictures at both widths. */
    static Stream<Arguments> looks() {
        return Stream.of(Arguments.of(ColorScheme.LIGHT, 1200), Arguments.of(ColorScheme.DARK, NARROWEST));
    }

    @BeforeAll
    static void launch() throws IOException {
        chromium = Chromium.start();
        process = WebProcess.start(root, STAGE.frontDoor(), 0);
    }

    @AfterAll
    static void quit() {
        process.close();
        chromium.close();
    }

    @BeforeEach
    void begin() {
        world = Exhibition.world().pace(Duration.ofMillis(150));
        STAGE.shows(world);
        OtherMachine.arrives(process.bean(OtherMachine.LOOKOUT, Object.class));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_page_is_accessible_fits_its_window_and_asks_nobody_else(ColorScheme scheme, int width) {
        theme = scheme;
        try (BrowserContext context = context(scheme, width, true)) {
            Page page = page(context);
            page.navigate(address("/"));
            examine(page, "login");
            page.getByLabel("Name").fill("operator");
            page.getByLabel("Password").fill("wrong horse battery");
            page.getByRole(AriaRole.BUTTON, button("Log in")).click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("do not belong together");
            examine(page, "login-failed");
            logIn(page, "operator");

            assertThat(page.locator("#current-version")).hasText("1.1.0");
            examine(page, "now");
            visit(page, "/releases", "releases");
            visit(page, "/releases/1.2.0", "release");
            visit(page, "/compare?from=1.0.0&to=1.1.0", "compare");
            visit(page, "/history", "history");
            visit(page, "/activations/7", "activation");
            visit(page, "/activations/8", "activation-failed");
            visit(page, "/nothing", "not-found");
            visit(page, "/review/activate?version=../x", "malformed");
            visit(page, "/units", "units");
            visit(page, "/units/smolotchi-web.service", "unit");
            visit(page, "/doctor", "doctor");
            visit(page, "/review/mend", "review-mend");
            visit(page, "/retention", "retention");
            visit(page, "/review/rollback", "review");
            visit(page, "/review/activate?version=1.1.0", "review-refused");
            visit(page, "/review/prune", "review-prune");
            visit(page, "/review/rollback?with-state=true", "review-with-state");
            visit(page, "/upload", "upload");
            visit(page, "/review/stage?upload=0123456789abcdef0123456789abcdef&version=2.0.0", "review-stage");
            OperationId staging = world.staging("2.0.0");
            world.event(staging, Event.Type.PROGRESS, "", "12 of 40 files, 1.2 MB of 3.4 MB, 2.0 MB/s");
            visit(page, "/operations/" + staging, "staging-running");
            page.locator("#cancel-operation").click();
            assertThat(page.locator("#ending")).containsText("because it was cancelled");
            examine(page, "staging-cancelled");

            OperationId running = world.hanging("1.4.0");
            world.event(running, Event.Type.STEP_STARTED, "open", "");
            world.event(running, Event.Type.STEP_DONE, "open", "");
            world.event(running, Event.Type.STEP_STARTED, "prepare", "");
            visit(page, "/activations/" + running, "activation-running");
            assertThat(turning(page, ReducedMotion.NO_PREFERENCE)).isNotEqualTo("none");
            assertThat(turning(page, ReducedMotion.REDUCE)).isEqualTo("none");
            visit(page, "/", "now-changing");
            world.interrupted();
            visit(page, "/activations/" + running, "activation-left");
            visit(page, "/review/recover", "review-recover");
            world.end(running, Instant.now(), new Outcome.Healthy());

            page.navigate(address("/review/activate?version=1.2.0"));
            world.activated("1.0.0", new Outcome.Healthy(), Duration.ZERO, "karl", "");
            page.locator("#confirm").click();
            assertThat(page.locator("#stale")).containsText("Meanwhile:");
            examine(page, "review-stale");
        }
        assertThat(complaints)
                .as("what is not there, is malformed, or has changed meanwhile, is an answer with an error's status")
                .allMatch(text -> text.matches(".*status of (404|400|409) .*"));
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
            List<String> progress = new CopyOnWriteArrayList<>();
            if (javaScript) {
                page.exposeFunction("shown", arguments -> progress.add(String.valueOf(arguments[0])));
                page.evaluate("new MutationObserver(() => shown(document.getElementById('upload-sent').textContent))"
                        + ".observe(document.getElementById('upload-sent'), { childList: true, characterData: true })");
            }
            page.locator("#send").click();

            page.waitForURL(Pattern.compile(".*/review/stage\\?upload=[0-9a-f]{32}&version=2.0.0"));
            assertThat(page.locator("#confirm")).hasText("Stage 2.0.0");
            assertThat(root.resolve("var/lib/smolotchi-release-web/uploads")).isNotEmptyDirectory();
            if (javaScript) {
                assertThat(progress).as("how much was sent").contains("100 %");
            }
        }
        assertThat(complaints).isEmpty();
    }

    /** What gets past an eye on the text would not get past a browser. */
    @Test
    void hostile_text_on_any_page_runs_nothing() {
        world.problem("problem");
        OperationId running = world.hanging("1.4.0");
        STAGE.shows(new HostileFields(HostileFieldsTest.HOSTILE).behind(world));
        OtherMachine.arrives(process.bean(OtherMachine.LOOKOUT, Object.class));
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.onDialog(dialog -> complaints.add("a dialog: " + dialog.message()));
            page.navigate(address("/"));
            logIn(page, "operator");
            assertThat(page.locator("#warnings")).containsText("<script>window.hacked=1</script>");
            for (String path : HostileFieldsTest.PAGES) {
                page.navigate(address(path));
                assertObeysNothing(page, path);
            }
            page.navigate(address("/activations/" + running));
            int lines = page.locator("#event-log > li").count();
            world.event(running, Event.Type.STEP_STARTED, "prepare", "x");
            world.event(running, Event.Type.STEP_FAILED, "prepare", "x");
            assertThat(page.locator("#event-log > li")).hasCount(lines + 2);
            assertThat(page.locator("#step-list > li[data-state=failed]")).hasCount(1);
            assertObeysNothing(page, "an activation that is followed");
        }
        assertThat(complaints)
                .as("a release that is not there, and a plan that is refused")
                .allMatch(text -> text.contains("404") || text.contains("409"));
    }

    private static void assertObeysNothing(Page page, String where) {
        assertThat(page.evaluate("window.hacked === undefined")).as(where).isEqualTo(true);
        assertThat(page.locator("img").count()).as(where).isZero();
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
            page.evaluate("document.getElementById('upload-form').dataset.most = '100000000'");
            CDPSession network = context.newCDPSession(page);
            JsonObject slow = new JsonObject();
            slow.addProperty("offline", false);
            slow.addProperty("latency", 0);
            slow.addProperty("downloadThroughput", -1);
            slow.addProperty("uploadThroughput", 50_000);
            network.send("Network.emulateNetworkConditions", slow);
            page.locator("#archive")
                    .setInputFiles(new FilePayload("long.tar", "application/x-tar", new byte[5_000_000]));
            page.locator("#send").click();
            assertThat(page.locator("#upload-progress")).isVisible();
            page.locator("#upload-stop").click();
            assertThat(page.locator("#archive")).isVisible();
            assertThat(page.locator("#upload-progress")).isHidden();
        }
        // the refusal itself is an answer with an error's status, which the browser notes
        assertThat(complaints).allMatch(text -> text.contains("409"));
    }

    @Test
    void the_same_works_without_javascript() {
        // long enough that it has not ended before the page that follows it is there, also on a busy machine
        world.pace(Duration.ofMillis(800));
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, false)) {
            Page page = page(context);
            page.navigate(address("/"));
            logIn(page, "operator");
            page.locator("#roll-back").click();
            assertThat(page.locator("#cancel")).isFocused();
            page.locator("#confirm").click();

            page.waitForURL(Pattern.compile(".*/activations/[0-9]+"));
            // by its text alone nothing is found inside a noscript
            assertThat(page.locator("noscript p.busy")).isVisible();
            assertThat(page.locator("noscript p.busy")).containsText("This page loads itself again");
            assertThat(page.locator("#ending"))
                    .containsText(
                            "1.0.0 runs",
                            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(30_000));
        }
    }

    @Test
    void every_change_is_made_with_keys_alone() {
        world.pace(Duration.ZERO);
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            Keys keys = new Keys(page);
            page.navigate(address("/releases/1.4.0"));
            assertThat(page.locator("#username")).isFocused();
            page.keyboard().type("operator");
            keys.press("Tab");
            page.keyboard().type(WebProcess.PASSWORD);
            keys.press("Enter");
            assertThat(page.locator("#release-state")).hasText("new");

            changes(page, "/releases/1.4.0", "done", "#pin");
            changes(page, "/releases/1.4.0", "done", "#unpin");
            changes(page, "/releases/1.4.0", "done", "#mark-bad");
            changes(page, "/releases/1.4.0", "done", "#mark-good");
            changes(page, "/releases/1.4.0", "healthy", "#activate");
            changes(page, "/", "healthy", "#roll-back");
            changes(page, "/", "healthy", "#redo", "#with-state");
            changes(page, "/", "healthy", "#roll-back", "#with-state");
            changes(page, "/units/smolotchi-web.service", "done", "#mask");
            changes(page, "/units/smolotchi-web.service", "done", "#unmask");
            changes(page, "/doctor", "done", "#mend");
            page.navigate(address("/retention"));
            keys.skip();
            keys.fill("#calendar", "Sun 04:00");
            keys.press("Enter");
            confirms(page, "done");
            changes(page, "/retention", "done", "#unschedule");
            changes(page, "/retention", "done", "#prune");
            world.hanging("1.4.0");
            world.interrupted();
            changes(page, "/", "done", "#recover");

            page.navigate(address("/releases"));
            keys.skip();
            keys.choose("#upload");
            assertThat(page.locator("#archive")).isVisible();
            keys.reach("#archive");
            // the dialog that Enter opens here is the browser's own, and none is shown in a test
            page.locator("#archive")
                    .setInputFiles(new FilePayload("app-2.0.0.tar", "application/x-tar", new byte[3_000_000]));
            keys.choose("#send");
            confirms(page, "done");

            looksRound(page, keys);
        }
        assertThat(world.asked())
                .extracting(request -> request.getClass().getSimpleName())
                .containsExactlyElementsOf(Stream.concat(PlainFormsTest.EVERY_CHANGE.stream(), Stream.of("Stage"))
                        .toList());
        assertThat(complaints).isEmpty();
    }

    /** What changes nothing, and what ends something. */
    private void looksRound(Page page, Keys keys) {
        page.navigate(address("/operations/" + world.staging("2.1.0")));
        keys.skip();
        keys.choose("#cancel-operation");
        assertThat(page.locator("#ending")).containsText("because it was cancelled");

        page.navigate(address("/history"));
        keys.skip();
        keys.fill("#filter-version", "1.1.0");
        keys.press("Enter");
        page.waitForURL(Pattern.compile(".*/history\\?version=1.1.0.*"));
        page.navigate(address("/releases"));
        keys.skip();
        keys.reach("input[name=from]:checked");
        keys.reach("input[name=to]:checked");
        keys.press("ArrowDown");
        keys.choose("#compare");
        assertThat(page.locator("#summary")).isVisible();
        String compared = page.locator("h1").textContent();
        keys.skip();
        keys.choose("#reverse");
        assertThat(page.locator("h1")).not().hasText(compared);
        keys.choose("#log-out");
        page.waitForURL(Pattern.compile(".*/login\\?out"));
    }

    private void changes(Page page, String path, String outcome, String... chosen) {
        page.navigate(address(path));
        Keys keys = new Keys(page);
        keys.skip();
        for (String one : chosen) {
            keys.choose(one);
            assertThat(page.locator("#cancel")).isFocused();
        }
        confirms(page, outcome);
    }

    private static void confirms(Page page, String outcome) {
        assertThat(page.locator("#cancel")).isFocused();
        Keys keys = new Keys(page);
        keys.press("Shift+Tab");
        assertThat(page.locator("#reason")).isFocused();
        page.keyboard().type("by keys");
        keys.choose("#confirm");
        page.waitForURL(Pattern.compile(".*/(operations|activations)/[0-9]+"));
        assertThat(page.locator("#outcome")).hasText(outcome);
        assertThat(page.locator("dd.reason")).hasText("by keys");
    }

    @Test
    void now_changes_by_itself_when_somebody_else_changes_what_runs() {
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/"));
            logIn(page, "viewer");
            OperationId id = world.hanging("1.4.0");
            world.interrupted();
            Page left = page(context);
            left.navigate(address("/activations/" + id));
            assertThat(left.locator("#left")).containsText("Nobody carries it out any more");
            left.evaluate("window.kept = true");
            Page unit = page(context);
            unit.navigate(address("/units/smolotchi-web.service"));
            assertThat(unit.locator("#journal > li").last()).containsText("811");
            unit.evaluate("window.kept = true");
            world.says("the display was found after all");
            assertThat(page.locator("#open-operation"))
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(15_000));
            world.event(id, Event.Type.NOTE, "", "somebody began to recover it, and was interrupted too");
            assertThat(left.locator("#live-message"))
                    .hasText(
                            "Nobody carries it out any more",
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                    .setTimeout(15_000));
            world.end(id, Instant.now(), new Outcome.Healthy());
            assertThat(page.locator("#current-version"))
                    .hasText(
                            "1.4.0",
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions()
                                    .setTimeout(15_000));
            assertThat(left.locator("#ending"))
                    .containsText(
                            "1.4.0 runs",
                            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(15_000));
            assertThat(left.evaluate("window.kept")).as("the same page").isEqualTo(true);
            assertThat(unit.locator("#journal > li").last()).containsText("the display was found after all");
            assertThat(unit.evaluate("window.kept")).as("the same page").isEqualTo(true);
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void events_that_were_refused_are_asked_for_again() {
        OperationId id = world.hanging("1.4.0");
        try (BrowserContext context = context(ColorScheme.LIGHT, 1200, true)) {
            Page page = page(context);
            page.navigate(address("/"));
            logIn(page, "viewer");
            page.route(
                    Pattern.compile(".*/events\\?after=.*"),
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(503)),
                    new Page.RouteOptions().setTimes(1));
            page.navigate(address("/activations/" + id));
            assertThat(page.locator("#connection")).isVisible();
            world.event(id, Event.Type.STEP_STARTED, "prepare", "x");
            assertThat(page.locator("#step-list > li[data-state=running]"))
                    .hasCount(
                            1,
                            new com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions()
                                    .setTimeout(15_000));
            assertThat(page.locator("#connection")).isHidden();
            world.end(id, Instant.now(), new Outcome.Healthy());
            assertThat(page.locator("#outcome")).hasText("healthy");
        }
        assertThat(complaints).isNotEmpty().allMatch(text -> text.contains("503"));
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
        page.waitForLoadState();
        int width = page.viewportSize().width;
        String look = name + " in " + theme + ", " + width;
        for (ColorScheme one : List.of(theme == ColorScheme.LIGHT ? ColorScheme.DARK : ColorScheme.LIGHT, theme)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(one));
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(SCREENSHOTS.resolve(
                            name + "-" + one.name().toLowerCase(Locale.ROOT) + "-" + width + ".png")));
        }
        if (!fits(page)) {
            complaints.add(look + " is wider than its window");
        }
        if (width == NARROWEST) {
            fitsEveryWidth(page, name);
        }
        // legacy: no second page for each run; there are no frames to look into
        for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
            rule.getNodes().forEach(node -> complaints.add(look + ": " + rule.getId() + " " + node.getHtml()));
        }
    }

    /** Around the places where the layout changes, and where nothing limits it. */
    private void fitsEveryWidth(Page page, String name) {
        ViewportSize before = page.viewportSize();
        for (int width : new int[] {480, 640, 641, 800, 2560}) {
            page.setViewportSize(width, before.height);
            if (!fits(page)) {
                complaints.add(name + " is wider than " + width);
            }
        }
        page.setViewportSize(before.width, before.height);
    }

    /** On a narrow screen no table hides anything beside it either. */
    private static boolean fits(Page page) {
        return Boolean.TRUE.equals(page.evaluate("""
                () => [document.documentElement, ...(innerWidth <= 640 ? document.querySelectorAll('.scroll') : [])]
                    .every(box => box.scrollWidth <= box.clientWidth)"""));
    }

    private static String turning(Page page, ReducedMotion motion) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(motion));
        return String.valueOf(page.evaluate("""
                getComputedStyle(document.querySelector('.badge.busy .icon')).animationName"""));
    }

    private String address(String path) {
        return process.address() + path;
    }

    private static Page.GetByRoleOptions button(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
