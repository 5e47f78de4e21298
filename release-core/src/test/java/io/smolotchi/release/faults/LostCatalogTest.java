package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.OfflineMachine;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manager is killed, and the catalog is gone, broken or can't be written when what it left is recovered. */
@Tag("faults")
class LostCatalogTest {

    private static final int FEW = 3;
    private static final int POINTS = 60;
    private static final String OPEN = "/var/lib/smolotchi-release/open/";
    private static final Request RECOVER = new Request.Recover(true);

    private final Scale scale = Scale.current();

    private enum Loss {
        GONE {
            @Override
            void happens(Path catalog) throws IOException {
                Files.delete(catalog);
                Files.deleteIfExists(beside(catalog, "-wal"));
                Files.deleteIfExists(beside(catalog, "-shm"));
            }
        },
        GONE_BUT_ITS_LOG {
            @Override
            void happens(Path catalog) throws IOException {
                Files.delete(catalog);
            }
        },
        EMPTIED {
            @Override
            void happens(Path catalog) throws IOException, InterruptedException {
                GONE.happens(catalog);
                Files.createFile(catalog);
            }
        },
        HALVED {
            @Override
            void happens(Path catalog) throws IOException {
                // Whatever is in the log would make it whole again.
                Files.deleteIfExists(beside(catalog, "-wal"));
                Files.deleteIfExists(beside(catalog, "-shm"));
                try (RandomAccessFile file = new RandomAccessFile(catalog.toFile(), "rw")) {
                    file.setLength(file.length() / 2);
                }
            }
        },
        READ_ONLY {
            @Override
            void happens(Path catalog) throws IOException, InterruptedException {
                Roots.run("mount", "--bind", catalog.toString(), catalog.toString());
                Roots.run("mount", "-o", "remount,bind,ro", catalog.toString());
            }

            @Override
            void ends(Path catalog) throws IOException, InterruptedException {
                Roots.run("umount", catalog.toString());
            }
        };

        abstract void happens(Path catalog) throws IOException, InterruptedException;

        void ends(Path catalog) throws IOException, InterruptedException {}

        private static Path beside(Path catalog, String suffix) {
            return catalog.resolveSibling(catalog.getFileName() + suffix);
        }
    }

    @Test
    void an_activation_is_recovered_without_it() throws Exception {
        holds(Workshop.shared().scenes().activate());
    }

    @Test
    void a_first_activation_is_recovered_without_it() throws Exception {
        Scale.onlyWhole();
        holds(Workshop.shared().scenes().firstActivation());
    }

    @Test
    void a_rollback_is_recovered_without_it() throws Exception {
        Scale.onlyWhole();
        holds(Workshop.shared().scenes().rollback());
    }

    private void holds(Scene scene) throws Exception {
        Workshop workshop = Workshop.shared();
        List<Point> opened = whileOpen(scene.points());
        List<Point> points = scale == Scale.WHOLE
                ? scale.some(opened, 0, POINTS, "lost " + scene)
                : scale.some(Scale.boundaries(opened), FEW, 0, "lost " + scene);
        List<Frozen.Copy> copies = Frozen.of(
                scene, points, workshop.classPath(), workshop.directory().resolve("lost-" + System.nanoTime()));
        for (Loss loss : Loss.values()) {
            List<Trial> trials = new ArrayList<>();
            for (Frozen.Copy copy : copies) {
                Path root = Roots.copy(copy.root(), workshop.directory().resolve("lost"));
                Files.createDirectories(root.resolve("tmp"));
                loss.happens(Hand.catalog(root));
                List<String> violations = new ArrayList<>();
                DiskState once;
                try {
                    once = without(loss, scene, root, violations);
                } finally {
                    loss.ends(Hand.catalog(root));
                }
                afterwards(once, scene, root, violations);
                trials.add(new Trial(scene + " killed at " + copy.point() + ", catalog " + loss, true, violations));
                Roots.delete(root);
            }
            List<String> bad = Tally.bad(trials);
            Tally.add("Killed, and the catalog lost", scene + ", catalog " + loss, trials.size(), bad, List.of());
            assertThat(trials).isNotEmpty();
            assertThat(bad).as("seed " + Scale.seed()).isEmpty();
        }
        for (Frozen.Copy copy : copies) {
            Roots.delete(copy.root());
        }
    }

    private static List<Point> whileOpen(List<Point> points) {
        List<String> sites = points.stream().map(Point::site).toList();
        int opened = sites.indexOf("rename " + OPEN + ".*");
        int closed = sites.indexOf("rename " + OPEN + "*");
        assertThat(opened).isPositive();
        assertThat(closed).isGreaterThan(opened);
        return points.subList(opened + 1, closed + 1);
    }

    private static DiskState without(Loss loss, Scene scene, Path root, List<String> violations) throws IOException {
        DiskState left = DiskState.of(root);
        atBoot(root, violations);
        try (OfflineMachine machine = new OfflineMachine(root)) {
            if (recovers(machine, violations) && loss == Loss.READ_ONLY) {
                violations.add("recorded in a catalog that can't be written");
            }
            DiskState once = DiskState.of(root);
            if (!isOneOfTheTwo(once, scene)) {
                violations.add("after the recovery, against old: " + once.against(scene.before()) + ", against new: "
                        + once.against(scene.after()) + ", as it was left: " + left.against(scene.before()));
            }
            if (!machine.status().current().map(Version::value).equals(version(once))) {
                violations.add("status says " + machine.status().current());
            }
            return once;
        }
    }

    private static void afterwards(DiskState once, Scene scene, Path root, List<String> violations) throws IOException {
        try (OfflineMachine machine = new OfflineMachine(root)) {
            machine.core().changes().rebuildCatalog(new Caller("tester", Origin.CONSOLE, ""));
            recovers(machine, violations);
            DiskState twice = DiskState.of(root);
            if (!twice.current().equals(once.current()) || !twice.units().equals(once.units())) {
                violations.add("a second recovery changes " + twice.against(once));
            }
            if (!isSame(twice, scene.before()) && !isSame(twice, scene.after())) {
                violations.add("something lies about, against old: " + twice.against(scene.before()) + ", against new: "
                        + twice.against(scene.after()));
            }
            goesOn(machine, violations);
        }
    }

    /** The unit before the application, which has no bus and may have no catalog. */
    private static void atBoot(Path root, List<String> violations) {
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            Outcome outcome = core.changes().boot();
            if (!(outcome instanceof Outcome.Done)) {
                violations.add("at boot: " + outcome);
            }
        }
    }

    /** Returns whether it is in the catalog. */
    private static boolean recovers(OfflineMachine machine, List<String> violations) {
        try {
            Outcome outcome = machine.carryOut(RECOVER);
            if (!(outcome instanceof Outcome.Done
                    || outcome instanceof Outcome.RolledBack
                    || outcome instanceof Outcome.Abandoned)) {
                violations.add("recover: " + outcome);
            }
            return true;
        } catch (CatalogException unrecorded) {
            boolean isOpen = machine.status().open().isPresent();
            if (isOpen && !String.valueOf(unrecorded.getMessage()).contains("was brought to an end")) {
                violations.add("recover: " + unrecorded);
            }
            return false;
        }
    }

    /** But for a mark that the catalog alone had, since its end was the last thing in it. */
    private static boolean isSame(DiskState one, DiskState other) {
        return withoutMarks(one).equals(withoutMarks(other));
    }

    private static DiskState withoutMarks(DiskState state) {
        TreeSet<String> names = new TreeSet<>(state.names());
        names.removeIf(name -> name.endsWith("/marks"));
        return new DiskState(state.current(), state.units(), names);
    }

    private static boolean isOneOfTheTwo(DiskState state, Scene scene) {
        return List.of(scene.before(), scene.after()).stream()
                .anyMatch(one ->
                        one.current().equals(state.current()) && one.units().equals(state.units()));
    }

    private static Optional<String> version(DiskState state) {
        return state.current().map(text -> text.substring(text.lastIndexOf('/') + 1));
    }

    /** The history is true, and the next activation goes through. */
    private static void goesOn(OfflineMachine machine, List<String> violations) {
        Status status = machine.status();
        if (!status.problems().isEmpty()) {
            violations.add("status has problems: " + status.problems());
        }
        if (!machine.core().inquiries().catalog().sound()) {
            violations.add(
                    "the catalog is not sound: " + machine.core().inquiries().catalog());
        }
        boolean toOld = status.current().equals(Optional.of(Version.of(Trees.NEW)))
                || machine.core().inquiries().releases().size() == 1;
        Outcome next = machine.activate(toOld ? Trees.OLD : Trees.NEW);
        if (!next.live() && !(next instanceof Outcome.Done)) {
            violations.add("the next activation: " + next);
        }
    }
}
