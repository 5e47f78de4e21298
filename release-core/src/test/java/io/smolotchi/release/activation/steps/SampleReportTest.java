package io.smolotchi.release.activation.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.health.Sample;
import io.smolotchi.release.health.Sample.Colour;
import io.smolotchi.release.health.Ticker;
import io.smolotchi.release.operation.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleReportTest {

    private record Told(String text, String data) {}

    private final List<Told> told = new ArrayList<>();
    private long nanos;

    private final SampleReport report = new SampleReport(
            new Progress() {
                @Override
                public void event(Event.Type type, String step, String text, String json) {
                    assertThat(type).isEqualTo(Event.Type.HEALTH_SAMPLE);
                    told.add(new Told(text, json));
                }

                @Override
                public void amount(long filesDone, long filesAll, long bytesDone, long bytesAll) {}

                @Override
                public boolean cancelled() {
                    return false;
                }
            },
            "health",
            new Ticker() {
                @Override
                public long nanos() {
                    return nanos;
                }

                @Override
                public void sleep(Duration duration) {}
            });

    private void round(Colour web, String detail) {
        report.sample(new Sample("core.service", Duration.ZERO, true, Colour.GREEN, Duration.ZERO, "active"));
        report.sample(new Sample("web", Duration.ZERO, true, web, Duration.ofMillis(3), detail));
        report.roundEnded();
    }

    @Test
    void a_round_is_one_line_that_names_what_is_not_well() {
        round(Colour.RED, "HTTP 500");
        nanos += Duration.ofSeconds(1).toNanos();
        round(Colour.GREEN, "HTTP 200");

        assertThat(told)
                .extracting(Told::text)
                .containsExactly("web: HTTP 500; 1 of 2 are well", "all 2 checks are well");
        JsonNode data = JsonMapper.shared().readTree(told.getFirst().data());
        assertThat(data.path("check").asString()).isEqualTo("web");
        assertThat(data.path("verdict").asString()).isEqualTo("red");
        assertThat(data.path("millis").asInt()).isEqualTo(3);
        assertThat(data.path("checks")).hasSize(2);
    }

    @Test
    void there_are_at_most_four_a_second_however_often_is_looked() {
        for (int i = 0; i < 100; i++) {
            round(Colour.GREEN, "HTTP 200");
            nanos += Duration.ofMillis(10).toNanos();
        }
        assertThat(told).hasSize(4);
    }
}
