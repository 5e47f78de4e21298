package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The manager is killed below another root at every call of an operation that changes a file: by SIGKILL at the boundaries of its steps, elsewhere by
 * being stopped and its machine copied, which leaves the same.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

    private static final String STOPPED = "Stopped at a system call for good, and recovered elsewhere";
    private static final String KIND = "SIGKILL at a system call";
    private static final int FEW_REAL = 1;
    private static final int FEW_PAIRS = 2;
    private static final int PAIRS = 200;
    /** By how many calls the log of the catalog may differ between two runs of an operation: a few rows, some of which are written by the clock. */
    private static final int ROWS = 24;

    private final Scale scale = Scale.current();
    private Workshop workshop;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
    }

    @Test
    void a_killed_activation_leaves_the_old_release_or_the_new_one() throws Exception {
        holds(workshop.scenes().activate());
    }

    @Test
    void a_killed_first_activation_leaves_nothing_installed_or_the_release() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().firstActivation());
    }

    @Test
    void a_killed_rollback_leaves_the_one_release_or_the_other() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().rollback());
    }

    @Test
    void a_killed_rollback_with_the_state_leaves_release_and_database_that_go_together() throws Exception {
        holds(workshop.scenes().rollbackWithState());
    }

    @Test
    void a_killed_uninstallation_leaves_everything_or_nothing_installed() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().uninstall());
    }

    @Test
    void the_release_runs_or_the_working_tree_when_the_change_to_it_is_killed() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().workingTree());
    }

    @Test
    void the_current_release_keeps_its_units_or_gets_the_others_when_that_is_killed() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().renderAgain());
    }

    @Test
    void a_killed_adoption_is_finished_by_the_next_one() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().adopt());
    }

    @Test
    void a_killed_return_of_an_adopted_directory_is_finished_by_the_next_one() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().takeAdoptionBack());
    }

    @Test
    void a_killed_staging_leaves_nothing_half_made_after_the_next_command() throws Exception {
        holds(workshop.scenes().stage());
    }

    @Test
    void a_killed_repair_leaves_nothing_half_made_and_loses_no_bytes() throws Exception {
        holds(workshop.scenes().repair());
    }

    @Test
    void a_killed_prune_leaves_nothing_half_deleted_after_the_next_command() throws Exception {
        Scale.onlyWhole();
        holds(workshop.scenes().prune());
    }

    @Test
    void a_killed_recovery_that_goes_on_is_recovered() throws Exception {
        Scale.onlyWhole();
        Scene scene = workshop.scenes().activate();
        holds(workshop.scenes()
                .recovery("recover, going on", scene, after(scene, "rename /opt/smolotchi/.current-to-1.1.0")));
    }

    @Test
    void a_killed_recovery_that_goes_back_is_recovered() throws Exception {
        Scene scene = workshop.scenes().activate();
        holds(workshop.scenes()
                .recovery("recover, going back", scene, at(scene, "rename /opt/smolotchi/.current-to-1.1.0")));
    }

    @Test
    void a_kill_and_a_second_one_during_the_recovery_are_recovered() throws Exception {
        Scene scene = workshop.scenes().activate();
        List<Point> points = scene.points();
        Random random = Scale.random("pairs");
        List<KillPair> pairs = new ArrayList<>();
        for (int i = 0; i < scale.of(FEW_PAIRS, PAIRS); i++) {
            pairs.add(new KillPair(points.get(random.nextInt(points.size())), random.nextDouble()));
        }
        List<Trial> trials = workshop.each(
                scene, pairs, (pair, root, hand) -> pair.happens(scene, root, hand, workshop.classPath()));
        said("SIGKILL, and a second one during the recovery", scene, trials);
    }

    private void holds(Scene scene) throws Exception {
        List<Point> boundaries = Scale.boundaries(scene.points());
        List<Point> real = scale.some(boundaries, FEW_REAL, boundaries.size(), "real " + scene);
        // A real kill is compared with the copy of the same point.
        Set<Point> wanted = new TreeSet<>(Comparator.comparingInt(Point::index));
        wanted.addAll(scale.points(scene.points(), "stopped " + scene));
        wanted.addAll(real);
        List<Frozen.Copy> copies = Frozen.of(
                scene,
                List.copyOf(wanted),
                workshop.classPath(),
                workshop.directory().resolve("frozen-" + System.nanoTime()));
        assertThat(copies).hasSameSizeAs(wanted);
        Map<Integer, DiskState> states = new HashMap<>();
        for (Frozen.Copy copy : copies) {
            states.put(copy.point().index(), DiskState.of(copy.root()));
        }
        List<Trial> trials = new ArrayList<>(workshop.each(copies, (copy, hand) -> {
            Optional<String> reported = copy.reported() ? Optional.of(scene.goodEnd()) : Optional.empty();
            List<String> violations = Inspection.after(scene, copy.root(), reported, hand);
            Roots.delete(copy.root());
            return new Trial(scene + " killed at " + copy.point(), true, violations);
        }));
        said(STOPPED, scene, trials);
        said(
                KIND,
                scene,
                workshop.each(
                        scene,
                        real,
                        (point, root, hand) ->
                                Kill.like(at(point, states), point, scene, root, hand, workshop.classPath())));
    }

    /**
     * The state of the frozen run there, and behind it those around it when it is a call about the catalog's log: how many pages a row takes there depends on the
     * digits of its times, and how many rows say how far it is on how long it takes, so that the n-th write of one run is another one in the next.
     */
    private static List<DiskState> at(Point point, Map<Integer, DiskState> states) {
        List<DiskState> found = new ArrayList<>(List.of(Objects.requireNonNull(states.get(point.index()))));
        if (point.catalog()) {
            IntStream.rangeClosed(point.index() - ROWS, point.index() + ROWS)
                    .mapToObj(states::get)
                    .filter(Objects::nonNull)
                    .forEach(found::add);
        }
        return found;
    }

    private static void said(String kind, Scene scene, List<Trial> trials) throws IOException {
        List<String> bad = Tally.bad(trials);
        Tally.add(kind, scene.name(), trials.size(), bad, List.of());
        assertThat(trials).isNotEmpty();
        assertThat(bad).as(kind + ", " + scene + ", seed " + Scale.seed()).isEmpty();
    }

    private Point at(Scene scene, String site) throws Exception {
        return scene.points().stream()
                .filter(point -> point.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    private Point after(Scene scene, String site) throws Exception {
        List<Point> points = scene.points();
        Optional<Point> at =
                points.stream().filter(point -> point.site().equals(site)).findFirst();
        return points.get(at.orElseThrow().index() + 1);
    }
}
