package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One bit of the catalog is not what it was. */
@Tag("faults")
class BitFlipTest {

    private final Scale scale = Scale.current();

    @Test
    void status_tells_what_is_current() throws Exception {
        Workshop workshop = Workshop.shared();
        Scene scene = workshop.scenes().activate();
        Random random = Scale.random("flips");
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < scale.of(4, 1_000); i++) {
            seeds.add(random.nextLong());
        }
        List<Trial> trials = workshop.each(scene, seeds, (seed, root, hand) -> {
            String flipped = flip(Hand.catalog(root), new Random(seed));
            List<String> violations = new ArrayList<>();
            try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
                var current = core.inquiries().status().current();
                if (!current.map(Version::value).equals(java.util.Optional.of(Trees.OLD))) {
                    violations.add("status says " + current);
                }
            } catch (RuntimeException e) {
                violations.add("status: " + e);
            }
            String outcome = typed(root, hand);
            DiskState state = DiskState.of(root);
            boolean done = outcome.startsWith("unchecked");
            if (!done && !state.equals(scene.before())) {
                // It said that it did not get through: what is open is brought to an end once the catalog is sound.
                String recovered = mended(root, hand);
                state = DiskState.of(root);
                if (!state.equals(scene.before()) && !state.equals(scene.after())) {
                    violations.add(flipped + ": ended " + outcome + ", and after a rebuild and a recovery (" + recovered
                            + ") it is, against old: " + state.against(scene.before()));
                }
            } else if (done && !state.equals(scene.after())) {
                // It may only be that the catalog could not take the end, which its journal keeps until one can.
                boolean allNew = state.sameButForNames(scene.after());
                String recovered = mended(root, hand);
                if (!allNew || !DiskState.of(root).equals(scene.after())) {
                    violations.add(flipped + " was not noticed, activate ended " + outcome + ", against new: "
                            + state.against(scene.after()) + "; after a rebuild and a recovery (" + recovered + "): "
                            + DiskState.of(root).against(scene.after()));
                }
            }
            return new Trial(flipped, true, violations);
        });
        List<String> bad = Tally.bad(trials);
        Tally.add("Bit flip in the catalog", "status and activate", trials.size(), bad, List.of());
        assertThat(bad).as("seed " + Scale.seed()).isEmpty();
    }

    private static String mended(Path root, Hand hand) throws IOException {
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            core.changes().rebuildCatalog(new Caller("tester", Origin.CONSOLE, ""));
        }
        return hand.performs(root, Hand.ask(root, new Request.Recover(false)));
    }

    /** A catalog that can't be written refuses the asking already. */
    private static String typed(Path root, Hand hand) throws IOException {
        try {
            return hand.performs(root, Hand.ask(root, Request.Activate.of(Version.of(Trees.NEW))));
        } catch (RuntimeException e) {
            return "not begun: " + e.getMessage();
        }
    }

    private static String flip(Path file, Random random) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long at = random.nextLong(bytes.length());
            int bit = random.nextInt(8);
            bytes.seek(at);
            int old = bytes.read();
            bytes.seek(at);
            bytes.write(old ^ (1 << bit));
            return "bit " + bit + " of byte " + at;
        }
    }
}
