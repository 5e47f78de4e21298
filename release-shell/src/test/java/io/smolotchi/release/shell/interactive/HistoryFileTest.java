package io.smolotchi.release.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

    @TempDir
    Path home;

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void lines_are_kept_where_only_their_owner_reads_them() throws IOException {
        Path file = HistoryFile.prepare(Map.of(), home.toString()).orElseThrow();

        assertThat(file).isEqualTo(home.resolve(".local/state/smolotchi-release/history"));
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(file.resolveSibling(""))).isEqualTo("rwx------");
    }

    @Test
    void a_file_that_others_could_read_is_closed_to_them() throws IOException {
        Path directory = Files.createDirectories(home.resolve("state/smolotchi-release"));
        Path file = Files.writeString(directory.resolve("history"), "list\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        Map<String, String> environment =
                Map.of("XDG_STATE_HOME", home.resolve("state").toString());

        assertThat(HistoryFile.prepare(environment, "/nowhere")).contains(file);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("list\n");
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        Path directory = Files.createDirectories(home.resolve(".local/state/smolotchi-release"));
        Files.createSymbolicLink(directory.resolve("history"), home.resolve("elsewhere"));
        Files.writeString(home.resolve("elsewhere"), "");

        assertThat(HistoryFile.prepare(Map.of(), home.toString())).isEmpty();
    }
}
