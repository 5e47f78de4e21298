package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.LocalProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd-analyze says of the built-in units: 0 is best, 10 is worst. */
class ExposureTest {

    @Test
    void the_built_in_services_are_exposed_to_4_at_most(@TempDir Path dir) throws IOException {
        UnitSet set = new Releases(dir.resolve("release")).render().set();
        for (UnitFile file : set.files()) {
            Path place = dir.resolve(file.path().substring(1));
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.content());
        }
        for (var service : UnitVerification.services(set)) {
            Path unit = dir.resolve("etc/systemd/system").resolve(service.value());

            assertThat(new LocalProcesses()
                            .run(Command.of(
                                    "systemd-analyze",
                                    "security",
                                    "--offline=true",
                                    "--no-pager",
                                    "--threshold=40",
                                    unit.toString()))
                            .exit())
                    .as(service.value())
                    .isZero();
        }
    }
}
