package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.LoopDisk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link StagingSyncsTest}, for the repair of a release. */
@Tag("faults")
@EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepairSyncsTest {

    private static final String EVERYTHING = "syncfs /opt/smolotchi/releases";

    private Workshop workshop;
    private Scene scene;
    private Hand hand;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
        scene = workshop.scenes().repair();
        hand = new Hand(workshop.classPath(), workshop.directory().resolve("hand.log"));
    }

    @AfterAll
    void close() {
        hand.close();
    }

    @Test
    void a_repair_syncs_the_releases_twice_and_nothing_else_of_them() {
        assertThat(scene.points())
                .filteredOn(point -> point.sync() && !point.path().startsWith("/var/lib"))
                .extracting(Point::site)
                .containsExactly(EVERYTHING, EVERYTHING);
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void with_both_nothing_is_broken(LoopDisk.FileSystem fileSystem) throws Exception {
        assertThat(violations(fileSystem, Tracer.recording())).isEmpty();
        assertThat(violations(fileSystem, Tracer.killing(afterTheRenames()))).isEmpty();
    }

    /** The only bytes are those of a file whose mode alone was wrong. btrfs puts the renames on the disk only with the bytes, or half a minute later. */
    @ParameterizedTest
    @EnumSource(
            value = LoopDisk.FileSystem.class,
            names = {"EXT4", "XFS"})
    void without_the_one_before_the_renames_bytes_are_lost(LoopDisk.FileSystem fileSystem) throws Exception {
        assertThat(violations(fileSystem, Tracer.droppingAndKilling(syncs().getFirst(), afterTheRenames())))
                .anyMatch(violation ->
                        violation.startsWith(Invariant.CURRENT_VERIFIES.words()) && violation.contains("version.py"));
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_the_one_after_the_renames_what_was_reported_is_not_mended(LoopDisk.FileSystem fileSystem)
            throws Exception {
        assertThat(violations(fileSystem, Tracer.dropping(syncs().getLast())))
                .anyMatch(violation -> violation.startsWith(Invariant.REPORTED_IS_THERE.words()));
    }

    private List<String> violations(LoopDisk.FileSystem fileSystem, List<String> options) throws Exception {
        try (Disks disks = Disks.three(fileSystem)) {
            Cuts cuts = new Cuts(scene, disks, workshop);
            boolean killed = options.toString().contains("KILL");
            List<String> violations = killed ? cuts.withoutBesideOthers(options, hand) : cuts.without(options, hand);
            violations.forEach(System.out::println);
            return violations;
        }
    }

    private List<Point> syncs() {
        return scene.points().stream()
                .filter(point -> point.site().equals(EVERYTHING))
                .toList();
    }

    private Point afterTheRenames() {
        List<Point> points = new ArrayList<>(scene.points());
        int renamed = points.lastIndexOf(points.stream()
                .filter(point ->
                        point.syscall().equals("rename") && point.path().contains("/releases/"))
                .reduce((_, last) -> last)
                .orElseThrow());
        return points.stream()
                .skip(renamed)
                .filter(point -> point.syscall().equals("chmod"))
                .findFirst()
                .orElseThrow();
    }
}
