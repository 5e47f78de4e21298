package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The manager is killed by SIGKILL, below another root, at every call of an operation that changes a file. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTest {

    private static final String KIND = "SIGKILL at a system call";
    private static final int FEW_PAIRS = 4;
    private static final int PAIRS = 200;

    private final Scale scale = Scale.current();
    private Workshop workshop;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.open();
    }

    @AfterAll
    void close() throws IOException {
        workshop.close();
    }

    @Test
    void a_killed_activation_leaves_the_old_release_or_the_new_one() throws Exception {
        holds(workshop.scenes().activate());
    }

    @Test
    void a_killed_first_activation_leaves_nothing_installed_or_the_release() throws Exception {
        Scene scene = workshop.scenes().firstActivation();
        holds(scene, Scale.boundaries(workshop.points(scene)));
    }

    @Test
    void a_killed_rollback_leaves_the_one_release_or_the_other() throws Exception {
        holds(workshop.scenes().rollback());
    }

    @Test
    void a_killed_staging_leaves_nothing_half_made_after_the_next_command() throws Exception {
        holds(workshop.scenes().stage());
    }

    @Test
    void a_killed_prune_leaves_nothing_half_deleted_after_the_next_command() throws Exception {
        holds(workshop.scenes().prune());
    }

    @Test
    void a_killed_recovery_that_goes_on_is_recovered() throws Exception {
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
        List<Point> points = workshop.points(scene);
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
        holds(scene, scale.points(workshop.points(scene)));
    }

    private void holds(Scene scene, List<Point> points) throws Exception {
        List<Trial> trials = workshop.each(
                scene, points, (point, root, hand) -> Kill.at(point, scene, root, hand, workshop.classPath()));
        said(KIND, scene, trials);
    }

    private static void said(String kind, Scene scene, List<Trial> trials) throws IOException {
        List<String> bad = Tally.bad(trials);
        Tally.add(kind, scene.name(), trials.size(), bad, List.of());
        assertThat(trials).isNotEmpty();
        assertThat(bad).as(kind + ", " + scene + ", seed " + Scale.seed()).isEmpty();
    }

    private Point at(Scene scene, String site) throws Exception {
        return workshop.points(scene).stream()
                .filter(point -> point.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    private Point after(Scene scene, String site) throws Exception {
        List<Point> points = workshop.points(scene);
        Optional<Point> at =
                points.stream().filter(point -> point.site().equals(site)).findFirst();
        return points.get(at.orElseThrow().index() + 1);
    }
}
