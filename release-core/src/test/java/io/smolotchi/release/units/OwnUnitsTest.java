package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnUnitsTest {

    private static final String RELEASES = "/opt/smolotchi/releases";

    @TempDir
    Path root;

    private void unit(String name, String text) throws IOException {
        Path file = root.resolve("etc/systemd/system").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void a_release_is_named_by_whole_names_in_units_and_drop_ins_of_whomever() throws IOException {
        unit("b.service", "[Service]\nExecStart=" + RELEASES + "/1.0.0+local.1/run " + RELEASES + "/1.0\n");
        unit("a.service.d/mine.conf", "[Service]\nEnvironment=PYTHONPATH=" + RELEASES + "/1.0.0:/tmp\n");
        unit("c.service", "[Service]\nEnvironment=PYTHONPATH=" + RELEASES + "/1.0.0\n# " + RELEASES + " /2.0.0\n");

        assertThat(new OwnUnits(new HostRoot(root)).naming(RELEASES))
                .isEqualTo(Map.of("1.0.0+local.1", "b.service", "1.0", "b.service", "1.0.0", "a.service.d/mine.conf"));
    }

    @Test
    void without_units_nothing_is_named() {
        assertThat(new OwnUnits(new HostRoot(root)).naming(RELEASES)).isEmpty();
    }
}
