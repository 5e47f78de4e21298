package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The disk says no, once, to one call of an operation: every write, sync and rename in turn. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorTest {

    private static final List<String> CALLS = List.of(
            "write",
            "pwrite64",
            "fsync",
            "fdatasync",
            "syncfs",
            "rename",
            "renameat2",
            "symlink",
            "mkdir",
            "openat",
            "link",
            "unlink",
            "ftruncate");

    private static final int FEW = 2;
    private static final int MORE_TRIES = 3;

    private final Scale scale = Scale.current();
    private Workshop workshop;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
    }

    @Test
    void an_activation_that_meets_an_error_says_what_is_so() throws Exception {
        holds(workshop.scenes().activate());
    }

    @Test
    void a_rollback_that_meets_an_error_says_what_is_so() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().rollback());
    }

    @Test
    void a_restore_that_meets_an_error_says_what_is_so() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().rollbackWithState());
    }

    @Test
    void a_working_tree_that_meets_an_error_runs_or_the_release_does() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().workingTree());
    }

    @Test
    void a_staging_that_meets_an_error_leaves_nothing_half_made() throws Exception {
        holds(workshop.scenes().stage());
    }

    @Test
    void a_prune_that_meets_an_error_leaves_nothing_half_deleted() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().prune());
    }

    private void holds(Scene scene) throws Exception {
        for (String error : List.of("EIO", "ENOSPC")) {
            List<Point> points = scene.points().stream()
                    .filter(point -> CALLS.contains(point.syscall()))
                    .toList();
            points = Stream.concat(
                            scale.some(points, FEW, points.size(), scene.name() + error).stream(),
                            afterTheSwitch(points).stream())
                    .distinct()
                    .toList();
            List<Trial> trials =
                    workshop.each(scene, points, (point, root, hand) -> hits(error, point, scene, root, hand));
            List<String> bad = Tally.bad(trials);
            Tally.add(error + " from one call", scene.name(), trials.size(), bad, List.of());
            assertThat(trials).isNotEmpty();
            assertThat(bad).as(error + ", " + scene + ", seed " + Scale.seed()).isEmpty();
        }
    }

    /** The row that says that the link was switched: half way, and outside of every step. */
    private static Optional<Point> afterTheSwitch(List<Point> points) {
        return points.stream()
                .dropWhile(point -> !point.path().contains("/.current-to-")
                        || !point.syscall().equals("rename"))
                .filter(Point::catalog)
                .findFirst();
    }

    /** Nobody dies of an error, so that everything can be typed into one process. Only calls that are counted through all of it need a fresh one. */
    private SubjectProcess.Traced meets(
            Point point, List<String> options, Scene scene, Path root, Hand hand, Path trace)
            throws IOException, InterruptedException {
        if (!point.generated()) {
            return hand.performs(root, scene.asked(), options, trace);
        }
        try (SubjectProcess fresh =
                SubjectProcess.start(workshop.classPath(), workshop.directory().resolve("errors.log"))) {
            return fresh.perform(root, scene.asked(), options, trace);
        }
    }

    /**
     * Where calls are counted through all of the thread, the libraries that come up on it make now and then one more or one less: such a try has met another call,
     * which is as good, and is made again.
     */
    private Trial hits(String error, Point point, Scene scene, Path root, Hand hand)
            throws IOException, InterruptedException {
        Trial trial = happens(error, point, scene, root, hand);
        for (int again = 0;
                again < MORE_TRIES && !trial.hit() && trial.violations().isEmpty();
                again++) {
            Path another = scene.copy(workshop.directory());
            trial = happens(error, point, scene, another, hand);
            Roots.delete(another);
        }
        return trial;
    }

    private Trial happens(String error, Point point, Scene scene, Path root, Hand hand)
            throws IOException, InterruptedException {
        Path trace = root.resolveSibling(root.getFileName() + ".trace");
        List<String> violations = new ArrayList<>();
        var traced = meets(point, point.options(root.toString(), "error=" + error), scene, root, hand, trace);
        Optional<String> outcome = traced.answer().outcome();
        boolean hit = point.reached(traced.calls(), root.toString());
        if (outcome.filter(text -> text.startsWith("thrown")).isPresent() && !point.catalog()) {
            violations.add(Invariant.OUTCOME_IS_TRUE.words() + ": " + outcome.get());
        }
        violations.addAll(Inspection.after(scene, root, outcome, hand));
        return new Trial(
                scene + " with " + error + " from " + point + ", ended " + outcome.orElse(""), hit, violations);
    }
}
