package io.smolotchi.release.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.shell.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The interactive console on a real pseudo-terminal. One session, because each costs seconds. */
class InteractiveTest {

    private static final String TAB = "\t";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    Path dir;

    private Typist sit() throws IOException {
        ProcessBuilder builder = Program.builder(Program.command(
                List.of("--root", Files.createDirectories(dir.resolve("root")).toString())));
        builder.environment().put("XDG_STATE_HOME", dir.resolve("state").toString());
        return new Typist(builder);
    }

    @Test
    void a_session_completes_survives_ctrl_c_and_keeps_a_private_history() throws Exception {
        try (Typist typist = sit()) {
            typist.until("> ");

            typist.type("vers" + TAB);
            typist.until("version ");
            typist.type("-q\r");
            typist.until("> ");

            typist.type("activate --forc" + TAB);
            typist.until("--force ");
            // Whoever sees the completed word takes a moment to think better of it; the reader of the line needs less.
            Thread.sleep(500);
            typist.type(CTRL_C);
            typist.until("[130]> ");

            typist.type("lsit\r");
            assertThat(typist.until("[2]> ")).contains("did you mean 'list'?");

            typist.type("explain 'RELEASE_BAD'\r");
            typist.until("exit code 3");
            typist.until("> ");

            typist.type("stage https://anna:s3cret@example.org/x.git --help\r");
            typist.until("> ");

            typist.type("explain 'open\r");
            assertThat(typist.until("> ")).doesNotContain("Exception");
            typist.type(CTRL_C);
            typist.until("> ");

            typist.type("help pin\r");
            typist.until("Examples");
            typist.until("> ");
            typist.type(CTRL_D);
            assertThat(typist.exit()).isZero();
        }
        Path history = dir.resolve("state/smolotchi-release/history");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(history)).contains("lsit", "help pin").doesNotContain("s3cret");
    }
}
