package io.smolotchi.release.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.LocalProcesses;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfinedTest {

    private final LocalProcesses processes = new LocalProcesses();

    @Test
    void a_confined_tool_is_another_user_without_privileges_or_network(@TempDir Path dir) {
        assumeThat(System.getProperty("user.name"))
                .as("only root can become another user")
                .isEqualTo("root");
        Confined confined = Confined.of(processes, "nobody");

        Finished finished = processes.run(Command.of(confined.words(
                        List.of(
                                "sh",
                                "-c",
                                "id -u; grep -E '^(NoNewPrivs|CapBnd):' /proc/self/status; grep -c : /proc/net/dev;"
                                        + " touch " + dir + "/x 2>/dev/null || echo kept out"),
                        dir)
                .toArray(String[]::new)));

        assertThat(finished.out().lines())
                .as(finished.err())
                .containsExactly(
                        String.valueOf(confined.account().user()),
                        "CapBnd:\t0000000000000000",
                        "NoNewPrivs:\t1",
                        "1",
                        "kept out");
    }

    @Test
    void an_application_without_a_user_yet_gets_nobody() {
        assertThat(Confined.of(processes, "no-such-user-here").account()).isEqualTo(new Confined.Account(65534, 65534));
    }
}
