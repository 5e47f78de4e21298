package io.smolotchi.release.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.smolotchi.release.testhost.TestHost;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Somebody with a real Chromium in the network of a test host. What is wrong with a page is collected, and so is every request that leaves the host. */
final class Visitor implements AutoCloseable {

    static final Pattern ACTIVATION = Pattern.compile(".*/activations/[0-9]+");

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    /** Milliseconds. */
    private static final double PATIENCE = 20_000;

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();

    private Visitor(TestHost host) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(host.programInNetwork(EXECUTABLE))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    /** Skips where there is no Chromium, except where the tests must run. */
    static void require() {
        if (!Files.isExecutable(EXECUTABLE)) {
            String reason = EXECUTABLE + " is not there: apt-get install chromium";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(reason);
            }
            Assumptions.abort(reason);
        }
    }

    static Visitor at(TestHost host) {
        return new Visitor(host);
    }

    Page opensWindow(boolean javaScript) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(WebServer.ADDRESS)
                .setColorScheme(ColorScheme.LIGHT)
                .setViewportSize(1200, 800)
                .setJavaScriptEnabled(javaScript));
        context.setDefaultTimeout(PATIENCE);
        Page page = context.newPage();
        page.onRequest(request -> {
            requests.add(request);
            if (!"127.0.0.1".equals(URI.create(request.url()).getHost())) {
                complaints.add("asked " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        return page;
    }

    static void logsIn(Page page, String password) {
        page.getByLabel("Name").fill(WebServer.ACCOUNT);
        page.getByLabel("Password").fill(password);
        page.locator("#log-in").click();
    }

    static void logsIn(Page page) {
        logsIn(page, WebServer.PASSWORD);
        assertThat(page.locator("#reader-name")).hasText(WebServer.ACCOUNT);
    }

    /** Has axe look at the page as it is, in both colour schemes, and leaves a picture of each. */
    void examines(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String look = name + "-" + scheme.name().toLowerCase(Locale.ROOT);
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(look + ".png")));
            // legacy: no second page for each run; there are no frames to look into
            for (Rule rule : new AxeBuilder(page).setLegacyMode(true).analyze().getViolations()) {
                rule.getNodes().forEach(node -> complaints.add(look + ": " + rule.getId() + " " + node.getHtml()));
            }
        }
    }

    /** Pages that were loaded whole. */
    long loads() {
        return requests.stream().filter(Request::isNavigationRequest).count();
    }

    boolean followed(String path) {
        return requests.stream()
                .anyMatch(request -> request.resourceType().equals("eventsource")
                        && URI.create(request.url()).getPath().equals(path));
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        playwright.close();
    }
}
