package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.HostRoot;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages over the core itself, on a machine where nothing was ever done. */
class RealCoreTest {

    @TempDir
    Path root;

    @Test
    void before_anything_was_staged_every_page_says_what_is_missing() throws Exception {
        try (WebProcess process = WebProcess.start(root, FrontDoor.open(new HostRoot(root), java.util.Map.of()), 0)) {
            Visitor operator = Visitor.loggedIn(process.address(), "operator");

            assertThat(operator.get("/").body())
                    .contains("<span class=\"version\" id=\"current-version\">nothing</span>");
            assertThat(operator.get("/history").body()).contains("Nothing was activated yet.");
            assertThat(operator.get("/releases").body()).contains("No release is staged yet.");
            assertThat(operator.get("/retention").statusCode()).isEqualTo(200);
            for (String review :
                    List.of("rollback", "activate?version=1.0.0", "prune", "pin?version=1.0.0", "recover")) {
                assertThat(operator.get("/review/" + review).body())
                        .as(review)
                        .contains("id=\"confirm\" aria-describedby=\"confirm-why\"");
            }
            assertThat(operator.get("/review/activate?version=1.0.0").body())
                    .as("what to type names the root that the pages are about")
                    .contains("smolotchi-release --root " + root + " list");
            assertThat(operator.get("/releases/1.0.0").body()).contains("smolotchi-release --root " + root + " list");
            assertThat(operator.submit(operator.get("/review/rollback").body(), "/review/rollback", Map.of())
                            .statusCode())
                    .isEqualTo(409);
            assertThat(operator.get("/releases/1.0.0").statusCode()).isEqualTo(404);
            assertThat(operator.get("/activations/1").statusCode()).isEqualTo(404);
        }
    }
}
