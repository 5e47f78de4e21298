package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.LoopDisk;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * As {@link StagingSyncsTest}, for a prune of more than one release. ext4 and xfs log all renames in one order, so that the next sync takes along what was
 * not made durable by the one before: that the order has to be waited for shows on btrfs alone.
 */
@Tag("faults")
@EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovalSyncsTest {

    private static final String RELEASES = "/opt/smolotchi/releases";
    private static final String MARKERS = "syncfs " + RELEASES + "/.meta";
    private static final String TREES = "fsync " + RELEASES;
    private static final String SEALS = "fsync " + RELEASES + "/.meta";

    private Workshop workshop;
    private Scene scene;
    private Hand hand;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
        scene = workshop.scenes().prune();
        hand = new Hand(workshop.classPath(), workshop.directory().resolve("hand.log"));
    }

    @AfterAll
    void close() {
        hand.close();
    }

    @Test
    void a_prune_waits_for_the_disk_of_the_releases_three_times() {
        assertThat(scene.points())
                .filteredOn(point -> point.sync() && point.path().startsWith(RELEASES))
                .extracting(Point::site)
                .containsExactly(MARKERS, TREES, SEALS);
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void with_all_of_them_nothing_is_broken(LoopDisk.FileSystem fileSystem) throws Exception {
        assertThat(violations(fileSystem, Tracer.recording())).isEmpty();
        assertThat(violations(fileSystem, Tracer.killing(after(TREES)))).isEmpty();
        assertThat(violations(fileSystem, Tracer.killing(after(SEALS)))).isEmpty();
    }

    @Test
    void without_that_of_the_markers_a_release_on_its_way_out_is_taken_for_a_damaged_one() throws Exception {
        assertThat(violations(LoopDisk.FileSystem.BTRFS, Tracer.droppingAndKilling(sync(MARKERS), after(TREES))))
                .isNotEmpty();
    }

    @Test
    void without_that_of_the_trees_one_stays_that_belongs_to_nobody() throws Exception {
        assertThat(violations(LoopDisk.FileSystem.BTRFS, Tracer.droppingAndKilling(sync(TREES), after(SEALS))))
                .isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_that_of_the_seals_a_release_that_was_reported_gone_is_back(LoopDisk.FileSystem fileSystem)
            throws Exception {
        assertThat(violations(fileSystem, Tracer.dropping(sync(SEALS)))).isNotEmpty();
    }

    private List<String> violations(LoopDisk.FileSystem fileSystem, List<String> options) throws Exception {
        try (Disks disks = Disks.three(fileSystem)) {
            List<String> violations = new Cuts(scene, disks, workshop).without(options, hand);
            violations.forEach(System.out::println);
            return violations;
        }
    }

    private Point sync(String site) {
        return first(point -> point.site().equals(site));
    }

    /** The next call of the operation that changes the releases. */
    private Point after(String site) {
        int index = sync(site).index();
        return first(point -> point.index() > index && point.path().startsWith(RELEASES));
    }

    private Point first(Predicate<Point> which) {
        return scene.points().stream().filter(which).findFirst().orElseThrow();
    }
}
