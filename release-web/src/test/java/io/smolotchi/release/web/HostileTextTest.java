package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a release, a log or a person says is data. */
class HostileTextTest {

    private static final String HOSTILE =
            "</pre></script><script>alert('x')</script><img src=x onerror=alert(1)>\" onload=\"x ${7777*7777} [[${7777*7777}]] __${7777*7777}__";

    @TempDir
    Path root;

    @Test
    void text_from_releases_logs_and_people_is_shown_and_never_obeyed() throws Exception {
        StagedWorld world = new StagedWorld()
                .release("1.0.0")
                .release("1.1.0")
                .activated("1.0.0", new Outcome.Healthy(), Duration.ofDays(2), HOSTILE, HOSTILE)
                .activated(
                        "1.1.0",
                        new Outcome.RolledBack(HOSTILE, Code.HEALTH_FAILED, HOSTILE, Blame.RELEASE),
                        Duration.ofDays(1),
                        HOSTILE,
                        HOSTILE)
                .problem(HOSTILE);
        OperationId hanging = world.hanging("1.0.0");
        world.event(hanging, Event.Type.STEP_STARTED, HOSTILE, HOSTILE);
        world.event(hanging, Event.Type.STEP_FAILED, HOSTILE, HOSTILE);
        world.event(hanging, Event.Type.EVIDENCE, HOSTILE, HOSTILE);
        world.event(hanging, Event.Type.NOTE, "", HOSTILE);
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor operator = Visitor.loggedIn(process.address(), "operator");
            for (String path : List.of(
                    "/",
                    "/history",
                    "/releases",
                    "/releases/1.1.0",
                    "/activations/3",
                    "/activations/4",
                    "/activations/" + hanging)) {
                String page = operator.get(path).body();
                assertHarmless(page);
                if (!path.equals("/releases")) {
                    assertThat(page).as(path).contains("&lt;script&gt;alert(");
                }
            }
            String compared = operator.get("/compare?from=1.0.0&to=1.1.0").body();
            assertHarmless(compared);
            assertThat(compared).contains("&lt;img src=x", "&lt;script&gt;2&lt;/script&gt;");
            assertHarmless(operator.get("/compare?from=%3Cscript%3Ealert(1)%3C/script%3E&to=1.1.0")
                    .body());
            String review = operator.get("/review/pin?version=1.1.0").body();
            String refused = operator.submit(review, "/review/pin", Map.of("reason", HOSTILE))
                    .body();
            assertHarmless(refused);
            assertThat(refused).contains("&lt;script&gt;alert(");
            assertHarmless(operator.get("/history?version=%3Cscript%3Ealert(1)%3C/script%3E")
                    .body());
            assertHarmless(operator.get("/review/%3Cscript%3Ealert('x')%3C%2Fscript%3E")
                    .body());

            world.end(hanging, Instant.now(), new Outcome.Healthy());
            String events = operator.get("/activations/" + hanging + "/events", "Accept", "text/event-stream")
                    .body();
            assertThat(events.lines())
                    .as("an event can't forge another")
                    .allMatch(line -> line.isEmpty()
                            || line.startsWith("id: ")
                            || line.startsWith("data: {")
                            || line.startsWith("retry: ")
                            || line.equals("event: over"));
        }
    }

    private static void assertHarmless(String page) {
        assertThat(page)
                .doesNotContain("<script>")
                .doesNotContain("<img")
                .doesNotContain("\" onload=\"x")
                .doesNotContain("60481729");
    }
}
