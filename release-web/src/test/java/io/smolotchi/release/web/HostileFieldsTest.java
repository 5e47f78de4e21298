package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every text of every answer of the core, on every page: what is shown is never obeyed. */
class HostileFieldsTest {

    static final String HOSTILE =
            "</pre></script></template><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\" autofocus"
                    + " onfocus=\"window.hacked=1\" x='${7777*7777} [[${7777*7777}]] __${7777*7777}__ javascript:alert(1)";

    static final List<String> PAGES = List.of(
            "/",
            "/now/more",
            "/releases",
            "/releases/1.1.0",
            "/releases/1.1.0?verify",
            "/releases/broken-1.3.0?verify",
            "/compare?from=1.0.0&to=1.1.0",
            "/history",
            "/activations/8",
            "/units",
            "/units/smolotchi-web.service",
            "/doctor",
            "/retention",
            "/upload",
            "/review/rollback",
            "/review/rollback?with-state=true",
            "/review/activate?version=1.4.0",
            "/review/activate?version=1.1.0",
            "/review/prune",
            "/review/mend",
            "/review/pin?version=1.0.0",
            "/review/mark-bad?version=1.0.0",
            "/review/redo",
            "/review/mask?unit=smolotchi-web.service",
            "/review/schedule?calendar=daily",
            "/review/recover",
            "/review/stage?upload=0123456789abcdef0123456789abcdef&version=2.0.0");

    /** Nothing of the core is in them but numbers, dates and what validates itself. */
    static final List<String> SILENT = List.of("/releases", "/upload");

    @TempDir
    Path root;

    @Test
    void no_text_of_the_core_is_obeyed_on_any_page() throws Exception {
        StagedWorld world = Exhibition.world().problem("problem");
        OperationId running = world.hanging("1.4.0");
        world.event(running, Event.Type.STEP_STARTED, "prepare", "x");
        HostileFields fields = new HostileFields(HOSTILE);
        try (WebProcess process = WebProcess.start(root, fields.behind(world), 0)) {
            Visitor operator = Visitor.loggedIn(process.address(), "operator");
            List<String> silent = new ArrayList<>();
            for (String path : PAGES) {
                HttpResponse<String> page = operator.get(path);
                assertHarmless(path, page);
                if (!page.body().contains("&lt;script&gt;window.hacked")) {
                    silent.add(path);
                }
            }
            assertThat(silent).as("pages that show no such text").containsExactlyElementsOf(SILENT);
            assertHarmless("running", operator.get("/activations/" + running));
            assertThat(operator.get("/").body()).contains("&lt;script&gt;window.hacked");
            String lines = operator.get("/history/export?format=jsonl").body();
            assertThat(lines.lines()).isNotEmpty().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        }
        assertThat(fields.closed())
                .as("what a hostile text does not get into, because it validates itself")
                .contains("Version", "Digest");
    }

    private static void assertHarmless(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.body())
                .as(path)
                .doesNotContain("<script>")
                .doesNotContain("<img")
                .doesNotContain("</template><script")
                .doesNotContain("\" autofocus onfocus")
                .doesNotContain("href=\"javascript:")
                .doesNotContain("60481729");
    }
}
