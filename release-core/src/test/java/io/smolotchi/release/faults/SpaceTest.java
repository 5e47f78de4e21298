package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file system that is really full, of bytes or of inodes, while a release is staged. */
@Tag("faults")
class SpaceTest {

    private final Scale scale = Scale.current();

    /** @param options of the mount */
    private record Full(String options) {}

    @Test
    void a_staging_that_runs_out_of_space_or_inodes_leaves_nothing_and_breaks_nothing() throws Exception {
        Workshop workshop = Workshop.shared();
        Scene scene = workshop.scenes().stage();
        List<Full> all = new ArrayList<>();
        int step = scale.of(24, 4);
        for (int free = 0; free <= 48; free += step) {
            all.add(new Full("size=64m,nr_inodes=" + (inodes(scene.template()) + free)));
        }
        for (int free = 0; free <= 96; free += 2 * step) {
            all.add(new Full("nr_inodes=10000,size=" + (kilobytes(scene.template()) + free) + "k"));
        }
        List<Trial> trials = workshop.each(all, (full, hand) -> {
            Path root = Files.createTempDirectory(workshop.directory(), "full-");
            Roots.run("mount", "-t", "tmpfs", "-o", full.options(), "smolotchi-faults", root.toString());
            try {
                return staged(full, scene, root, hand);
            } finally {
                // The hand keeps lock files there open.
                hand.close();
                Roots.run("umount", root.toString());
                Files.delete(root);
            }
        });
        List<String> bad = Tally.bad(trials);
        Tally.add("No space or inodes left", "stage", trials.size(), bad, List.of());
        assertThat(bad).isEmpty();
    }

    private static Trial staged(Full full, Scene scene, Path root, Hand hand) throws IOException, InterruptedException {
        Roots.run("cp", "-a", scene.template() + "/.", root.toString());
        String outcome = hand.performs(root, scene.asked());
        DiskState state = DiskState.of(root);
        List<String> violations = new ArrayList<>();
        boolean isNew = state.equals(scene.after());
        if (!isNew && !state.equals(scene.before())) {
            violations.add(state.against(scene.before()));
        }
        if (outcome.startsWith("done") != isNew) {
            violations.add("ended " + outcome + ", but staged: " + isNew);
        }
        ReleaseStore store = new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
        for (Version version : store.releases()) {
            if (!store.verify(version).isEmpty()) {
                violations.add(version + " is damaged");
            }
        }
        return new Trial("tmpfs with " + full.options() + ", stage ended " + outcome, true, violations);
    }

    private static long inodes(Path template) throws IOException {
        try (var files = Files.walk(template)) {
            return files.count() + 1;
        }
    }

    private static long kilobytes(Path template) throws IOException {
        try (var files = Files.walk(template)) {
            long pages = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                pages += (Files.size(file) + 4095) / 4096;
            }
            return pages * 4;
        }
    }
}
