package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.LoopDisk;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each sync of a staging is dropped from outside, the rest of it runs, and the power is cut: something must be broken then, else the sync is one for
 * nothing. Together with {@link #a_staging_waits_for_the_disk_no_more_often_than_is_shown_here}, that is all of them.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagingSyncsTest {

    private static final String EVERYTHING = "syncfs /opt/smolotchi/releases";
    private static final String TREES = "fsync /opt/smolotchi/releases";
    private static final String SEALS = "fsync /opt/smolotchi/releases/.meta";
    private static final String ROWS = "fsync /var/lib/smolotchi-release/catalog.db-wal";

    private Workshop workshop;
    private Scene scene;
    private Hand hand;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
        scene = workshop.scenes().stage();
        hand = new Hand(workshop.classPath(), workshop.directory().resolve("hand.log"));
    }

    @AfterAll
    void close() {
        hand.close();
    }

    @Test
    void a_staging_waits_for_the_disk_no_more_often_than_is_shown_here() {
        // The first write of a process makes a log for the catalog: SQLite syncs its head, and the directory.
        assertThat(syncs())
                .extracting(Point::site)
                .containsExactly(ROWS, "fsync /var/lib/smolotchi-release", ROWS, EVERYTHING, TREES, SEALS, ROWS);
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void with_all_of_them_nothing_is_broken(LoopDisk.FileSystem fileSystem) throws Exception {
        assertThat(violations(fileSystem, Tracer.recording())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_that_of_the_start_a_staging_that_a_power_cut_ended_never_ends(LoopDisk.FileSystem fileSystem)
            throws Exception {
        Point rename = scene.points().stream()
                .filter(point -> point.syscall().equals("renameat2"))
                .findFirst()
                .orElseThrow();
        Point start = rows().get(1);
        assertThat(violations(fileSystem, Tracer.killing(rename))).isEmpty();
        breaks(Invariant.HISTORY_IS_TRUE, fileSystem, start, Tracer.droppingAndKilling(start, rename));
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_the_sync_before_the_renames_a_release_is_there_and_its_bytes_are_not(LoopDisk.FileSystem fileSystem)
            throws Exception {
        breaks(Invariant.CURRENT_VERIFIES, fileSystem, sync(EVERYTHING));
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_the_sync_of_the_seals_a_release_is_reported_and_gone(LoopDisk.FileSystem fileSystem) throws Exception {
        breaks(Invariant.REPORTED_IS_THERE, fileSystem, sync(SEALS));
    }

    /** ext4 and xfs log all renames in one order, so that the sync of the seals takes that of the tree along. */
    @Test
    void without_the_sync_of_the_trees_a_release_is_there_and_its_tree_is_not() throws Exception {
        breaks(Invariant.CURRENT_VERIFIES, LoopDisk.FileSystem.BTRFS, sync(TREES));
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_that_of_the_row_the_history_does_not_know_what_was_reported(LoopDisk.FileSystem fileSystem)
            throws Exception {
        breaks(Invariant.REPORTED_IS_THERE, fileSystem, rows().getLast());
    }

    private void breaks(Invariant invariant, LoopDisk.FileSystem fileSystem, Point sync) throws Exception {
        breaks(invariant, fileSystem, sync, Tracer.dropping(sync));
    }

    private void breaks(Invariant invariant, LoopDisk.FileSystem fileSystem, Point sync, List<String> options)
            throws Exception {
        List<String> violations = violations(fileSystem, options);
        boolean shown = violations.stream().anyMatch(violation -> violation.startsWith(invariant.words()));
        List<String> needless = shown ? List.of() : List.of("no cut shows that this is needed: " + sync.site());
        Tally.add("Sync dropped, then a power cut", scene + " on three " + fileSystem, 1, needless, List.of());
        violations.forEach(System.out::println);
        assertThat(needless).as(() -> "broken: " + violations).isEmpty();
    }

    private List<String> violations(LoopDisk.FileSystem fileSystem, List<String> options) throws Exception {
        try (Disks disks = Disks.three(fileSystem)) {
            return new Cuts(scene, disks, workshop).without(options, hand);
        }
    }

    private List<Point> rows() {
        return syncs().stream().filter(point -> point.site().equals(ROWS)).toList();
    }

    private List<Point> syncs() {
        return scene.points().stream().filter(Point::sync).toList();
    }

    private Point sync(String site) {
        return syncs().stream()
                .filter(point -> point.site().equals(site))
                .findFirst()
                .orElseThrow();
    }
}
