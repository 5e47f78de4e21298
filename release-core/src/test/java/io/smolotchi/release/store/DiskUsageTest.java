package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUsageTest {

    private static final Version A = Version.of("A");
    private static final Version B = Version.of("B");
    private static final Version C = Version.of("C");

    @TempDir
    Path root;

    private ReleaseStore store;

    @BeforeEach
    void store() {
        store = new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
    }

    private Path release(Version version) throws IOException {
        Path releases = root.resolve("opt/smolotchi/releases");
        Files.createDirectories(releases.resolve(".meta").resolve(version.value()));
        return Files.createDirectories(releases.resolve(version.value()));
    }

    private Path file(Version version, String name, int bytes) throws IOException {
        return Files.write(release(version).resolve(name), new byte[bytes]);
    }

    @Test
    void what_several_share_counts_once_and_is_freed_by_the_last() throws IOException {
        Path shared = file(A, "shared", 10_000);
        Files.createLink(release(B).resolve("shared"), shared);
        Files.createLink(release(C).resolve("shared"), shared);
        file(A, "own", 1);
        file(C, "own", 5_000);
        long directory = 4_096;

        DiskUsage usage = store.usage(List.of(A, B, C));

        assertThat(usage.total()).isEqualTo(3 * directory + 12_288 + 4_096 + 8_192);
        assertThat(usage.freedBy(A)).isEqualTo(directory + 4_096);
        assertThat(usage.freedBy(B)).isEqualTo(directory);
        assertThat(usage.freedBy(C)).isEqualTo(directory + 8_192 + 12_288);
    }

    @Test
    void what_has_a_name_elsewhere_is_not_freed() throws IOException {
        Files.createLink(root.resolve("kept"), file(A, "shared", 10_000));
        assertThat(store.usage(List.of(A)).freedBy(A)).isEqualTo(4_096);
        assertThat(store.usage(List.of(A)).total()).isEqualTo(4_096 + 12_288);
    }

    /** It is the same as measuring all of those together that are gone so far, which is slower. */
    @Test
    void one_after_the_other_frees_what_all_together_free() throws IOException {
        List<Version> versions = new ArrayList<>();
        Path before = file(A, "0", 5_000);
        for (int i = 0; i < 30; i++) {
            Version version = Version.of("v" + i);
            versions.add(version);
            file(version, "own", i * 700);
            Files.createLink(release(version).resolve("shared"), before);
            before = i % 7 == 0 ? file(version, "next", 9_000) : before;
        }
        DiskUsage usage = store.usage(versions);
        Set<Version> gone = new HashSet<>();
        long freed = 0;
        for (Version version : versions) {
            gone.add(version);
            freed += usage.freedBy(version);
            assertThat(freed).isEqualTo(store.bytesFreedBy(gone));
        }
    }
}
