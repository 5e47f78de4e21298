package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveKindsTest {

    @TempDir
    Path temporary;

    @Test
    void a_directory_and_every_kind_of_archive_of_it_have_the_same_digest() throws Exception {
        StoreWorld world = new StoreWorld(temporary);
        Path source = world.application("app-1.0.0", "data/caf\u00e9 au lait #1", "data/large");
        Files.write(source.resolve("data/large"), new byte[3_000_000]);
        Set<Digest> digests = new HashSet<>();
        digests.add(world.stage(source, "1.0").digest());

        List<List<String>> commands = List.of(
                List.of("tar", "cf", "a.tar", "app-1.0.0"),
                List.of("tar", "czf", "a.tar.gz", "-C", "app-1.0.0", "."),
                List.of("tar", "--zstd", "-cf", "a.tar.zst", "app-1.0.0"),
                List.of("tar", "--format=v7", "-cf", "old.tar", "app-1.0.0"),
                List.of("tar", "--format=posix", "-cf", "pax.tar", "app-1.0.0"),
                List.of("bsdtar", "-a", "-cf", "a.zip", "app-1.0.0"));
        for (List<String> command : commands) {
            Process process = new ProcessBuilder(command)
                    .directory(world.dir.toFile())
                    .inheritIO()
                    .start();
            assertThat(process.waitFor()).as("%s", command).isZero();
            String archive = command.stream()
                    .filter(word -> word.matches("[a-z0-9]+\\.(tar|zip).*"))
                    .findFirst()
                    .orElseThrow();
            Version version = Version.of(archive);
            digests.add(world.stage(world.dir.resolve(archive), archive).digest());
            assertThat(world.store.provenance(version).sourceDigest())
                    .isEqualTo(Digest.of(Files.readAllBytes(world.dir.resolve(archive))));
        }

        assertThat(digests).hasSize(1);
    }
}
