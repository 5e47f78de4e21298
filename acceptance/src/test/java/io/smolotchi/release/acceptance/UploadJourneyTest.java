package io.smolotchi.release.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.TestHostAvailability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive from a real browser onto a real systemd, whose service stages it, is cancelled from the page, and stages it after all. */
@Tag("browser")
class UploadJourneyTest {

    private static final String SLOW = "/usr/local/bin/slow-python";
    /** Milliseconds. */
    private static final double PATIENCE = 60_000;

    private static final Pattern OPERATION = Pattern.compile(".*/operations/[0-9]+");

    @Test
    void an_archive_is_uploaded_cancelled_while_it_is_staged_and_staged_the_next_time(@TempDir Path scratch)
            throws Exception {
        TestHostAvailability.require();
        Visitor.require();
        try (TestHost host = TestHost.builder().boot();
                Visitor visitor = Visitor.at(host)) {
            WebServer.start(host, scratch);
            Operator operator = new Operator(host);
            operator.hasTheSample("1.0.0", "1.1.0");
            operator.watches(12, 1, "units:", "  with-display: false", "python:", "  interpreter: " + SLOW);
            python(host, "exec /usr/bin/python3 \"$@\"");
            operator.does("stage", operator.tree("1.0.0"), "--yes");
            String before = operator.releases();
            python(host, "case \"$*\" in *compileall*) sleep 4321;; *) exec /usr/bin/python3 \"$@\";; esac");
            // the browser is outside, and so is what it sends
            Path inside = Path.of(operator.archive("1.1.0"));
            Path archive = Files.copy(
                    host.liveRoot().resolve(inside.toString().substring(1)),
                    scratch.resolve(inside.getFileName().toString()));
            Page page = visitor.opensWindow(true);
            page.navigate("/upload");
            Visitor.logsIn(page);
            sends(page, archive);

            until(host, "pgrep -fx 'sleep 4321'");
            assertThat(operator.releases()).contains("/.partial-");
            page.locator("#cancel-operation").click();

            assertThat(page.locator("#ending"))
                    .containsText(
                            "because it was cancelled",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
            assertThat(host.exec("pgrep", "-fx", "sleep 4321").ok()).isFalse();
            assertThat(operator.releases()).isEqualTo(before);
            visitor.examines(page, "staging-cancelled");

            python(host, "exec /usr/bin/python3 \"$@\"");
            page.navigate("/upload");
            sends(page, archive);
            page.locator("#staged-release")
                    .click(new com.microsoft.playwright.Locator.ClickOptions().setTimeout(PATIENCE));
            assertThat(page.locator("#release-state")).isVisible();
            assertThat(page.getByText("upload smolotchi-1.1.0.tar.gz").first()).isVisible();
            operator.does("verify", "--all");
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    private static void sends(Page page, Path archive) {
        page.locator("#archive").setInputFiles(archive);
        page.locator("#send").click();
        assertThat(page.locator("#confirm")).hasText("Stage 1.1.0");
        page.locator("#confirm").click();
        assertThat(page).hasURL(OPERATION);
    }

    private static void python(TestHost host, String body) {
        host.execOk("sh", "-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" >" + SLOW + "; chmod 755 " + SLOW, "sh", body);
    }

    private static void until(TestHost host, String command) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!host.exec("sh", "-c", command).ok()) {
            assertThat(System.nanoTime()).as(command).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
