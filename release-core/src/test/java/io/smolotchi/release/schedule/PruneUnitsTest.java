package io.smolotchi.release.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.systemd.SystemdAnalyze;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneUnitsTest {

    private final PruneUnits units = new PruneUnits(List.of("/home/a \"b\"/50%/$bin\\release", "--debug"));

    @Test
    void a_path_with_characters_of_systemd_stays_one_word() {
        assertThat(units.service())
                .contains("ExecStart=\"/home/a \\\"b\\\"/50%%/$$bin\\\\release\" \"--debug\" \"prune\" \"--yes\"");
    }

    @Test
    void systemd_has_nothing_to_say_about_the_texts(@TempDir Path folder) throws Exception {
        Path service = Files.writeString(
                folder.resolve("smolotchi-release-prune.service"), new PruneUnits(List.of("/bin/true")).service());
        Path timer = Files.writeString(folder.resolve("smolotchi-release-prune.timer"), units.timer("Sun 04:00"));

        assertThat(new SystemdAnalyze(new LocalProcesses()).verify(List.of(service, timer), _ -> true))
                .isEmpty();
    }

    @Test
    void the_calendar_is_read_back_from_the_timer() {
        assertThat(PruneUnits.calendarOf(units.timer("Sun 04:00"))).contains("Sun 04:00");
        assertThat(PruneUnits.calendarOf("[Timer]\n")).isEmpty();
    }
}
