package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.shell.command.Commands;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTest {

    /** Whatever a refusal, a problem of the API or a page is called by, the console tells what it means. */
    @ParameterizedTest
    @EnumSource(Code.class)
    void every_code_is_explained(Code code) {
        Recorder screen = new Recorder();

        ExitCode exit = new Console(Commands.all(), screen, (_, _) -> new Memory(), "anna")
                .run(List.of("explain", code.name()));

        assertThat(exit).isEqualTo(ExitCode.DONE);
        assertThat(screen.printed().replaceAll("\\s+", " "))
                .startsWith(code.name() + " " + code.explanation())
                .contains("kind: ", "exit code ");
    }
}
