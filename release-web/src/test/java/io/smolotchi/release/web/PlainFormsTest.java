package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As a browser without JavaScript: a link, a form, and where that leads. */
class PlainFormsTest {

    /** By the requests that they end in, in the order in which the tests that make every change go through them. */
    static final List<String> EVERY_CHANGE = List.of(
            "Marking",
            "Marking",
            "Marking",
            "Marking",
            "Activate",
            "Rollback",
            "Redo",
            "Rollback",
            "Masking",
            "Masking",
            "Mend",
            "Schedule",
            "Schedule",
            "Prune",
            "Recover");

    @TempDir
    Path root;

    @Test
    void every_change_is_made_without_javascript() throws Exception {
        StagedWorld world = Exhibition.world();
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor operator = Visitor.loggedIn(process.address(), "operator");
            for (String review : List.of(
                    "pin?version=1.4.0",
                    "unpin?version=1.4.0",
                    "mark-bad?version=1.4.0",
                    "mark-good?version=1.4.0",
                    "activate?version=1.4.0",
                    "rollback",
                    "redo",
                    "rollback?with-state=true",
                    "mask?unit=smolotchi-web.service",
                    "unmask?unit=smolotchi-web.service",
                    "mend",
                    "schedule?calendar=daily",
                    "unschedule",
                    "prune")) {
                confirm(operator, review);
                await().until(() -> world.inquiries().status().open().isEmpty());
            }
            world.hanging("1.1.0");
            world.interrupted();
            confirm(operator, "recover");
            await().until(() -> world.inquiries().status().open().isEmpty());
        }
        assertThat(world.asked())
                .extracting(request -> request.getClass().getSimpleName())
                .containsExactlyElementsOf(EVERY_CHANGE);
    }

    private static void confirm(Visitor operator, String review) throws Exception {
        HttpResponse<String> page = operator.get("/review/" + review);
        if (page.statusCode() == 302) {
            page = operator.get(Visitor.location(page));
        }
        HttpResponse<String> asked =
                operator.submit(page.body(), "/review/" + review.replaceFirst("\\?.*", ""), Map.of());
        assertThat(asked.statusCode()).as(review).isEqualTo(302);
        assertThat(operator.get(Visitor.location(asked)).statusCode())
                .as(review)
                .isEqualTo(200);
    }
}
