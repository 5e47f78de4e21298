package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Outcome;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryExportTest {

    private static final int ROWS = 450;

    @TempDir
    Path root;

    @Test
    void what_breaks_off_does_not_look_whole() throws Exception {
        StagedWorld world = new StagedWorld().release("1.0.0");
        for (int row = 1; row < ROWS; row++) {
            world.activated("1.0.0", new Outcome.Healthy(), Duration.ofHours(ROWS - row), "anna", "row " + row);
        }
        AtomicBoolean atOnce = new AtomicBoolean();
        Inquiries breaking = (Inquiries) Proxy.newProxyInstance(
                Inquiries.class.getClassLoader(), new Class<?>[] {Inquiries.class}, (_, method, arguments) -> {
                    if (method.getName().equals("history")
                            && (atOnce.get()
                                    || ((HistoryFilter) arguments[0]).before().isPresent())) {
                        throw new CatalogException("the disk is gone", new IOException("gone"));
                    }
                    return method.invoke(world.inquiries(), arguments);
                });
        try (WebProcess process = WebProcess.start(root, new FrontDoor(world.changes(), breaking, () -> {}), 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            assertThatThrownBy(() -> viewer.get("/history/export?format=jsonl")).isInstanceOf(IOException.class);

            atOnce.set(true);
            HttpResponse<String> none = viewer.get("/history/export?format=jsonl");
            assertThat(none.statusCode()).isEqualTo(500);
            assertThat(none.headers().firstValue("Content-Disposition")).isEmpty();
        }
    }

    @Test
    void all_rows_that_are_chosen_leave_as_csv_and_as_json_lines() throws Exception {
        StagedWorld world = new StagedWorld().release("1.0.0").release("1.0.0+local.1");
        for (int row = 1; row < ROWS; row++) {
            world.activated("1.0.0", new Outcome.Healthy(), Duration.ofHours(ROWS - row), "anna", "row " + row);
        }
        world.activated("1.0.0+local.1", new Outcome.Healthy(), Duration.ofMinutes(1), "anna", "\"why\", she\nsaid;=1");
        try (WebProcess process = WebProcess.start(root, world, 0)) {
            Visitor viewer = Visitor.loggedIn(process.address(), "viewer");
            String page = viewer.get("/history").body();
            assertThat(page).contains("/history/export?format=csv", "/history/export?format=jsonl");

            HttpResponse<String> csv = viewer.get("/history/export?format=csv");
            assertThat(csv.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
            assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                    .contains("attachment")
                    .contains("history.csv");
            assertThat(csv.body()).startsWith("id,kind,from,to,openedAt,");
            assertThat(csv.body()).contains("\"\"\"why\"\", she");
            assertThat(csv.body().lines().filter(line -> line.contains(",activate,")))
                    .hasSize(ROWS);

            List<JsonNode> lines = viewer.get("/history/export?format=jsonl")
                    .body()
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .toList();
            assertThat(lines).hasSize(ROWS);
            assertThat(lines.getFirst().path("to").asString()).isEqualTo("1.0.0+local.1");
            assertThat(lines.getFirst().path("outcome").asString()).isEqualTo("healthy");
            assertThat(lines).extracting(line -> line.path("id").asLong()).doesNotHaveDuplicates();

            String filtered = viewer.get("/history?version=1.0.0%2Blocal.1").body();
            assertThat(filtered).contains("/history/export?version=1.0.0%2Blocal.1&amp;format=jsonl");
            assertThat(viewer.get("/history/export?version=1.0.0%2Blocal.1&format=jsonl")
                            .body()
                            .lines())
                    .hasSize(1);
            assertThat(viewer.get("/history/export?format=xls").statusCode()).isEqualTo(400);
            assertThat(viewer.get("/history/export?format=csv&outcome=heathly").statusCode())
                    .isEqualTo(400);
            assertThat(new Visitor(process.address())
                            .get("/history/export?format=csv")
                            .statusCode())
                    .isEqualTo(302);
        }
    }
}
