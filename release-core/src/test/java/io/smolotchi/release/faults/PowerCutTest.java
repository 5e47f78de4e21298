package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.LoopDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The power goes, with catalog, units and releases on disks that lose what was not synced. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowerCutTest {

    private static final List<LoopDisk.FileSystem> WITH_A_SWITCH =
            List.of(LoopDisk.FileSystem.EXT4, LoopDisk.FileSystem.XFS);
    private static final int FEW_CUTS = 2;
    private static final int FEW_INSTANTS = 6;
    private static final int INSTANTS = 50;
    /** Of what is done most. */
    private static final int INSTANTS_OF_AN_ACTIVATION = 200;
    /** Occurrences of one sync that are dropped, one at a time, before it counts as needless. */
    private static final int OCCURRENCES = 3;

    private final Scale scale = Scale.current();
    private Workshop workshop;
    private Hand hand;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
        hand = new Hand(workshop.classPath(), workshop.directory().resolve("hand.log"));
    }

    @AfterAll
    void close() {
        hand.close();
    }

    @Test
    void a_power_cut_at_a_step_of_an_activation_leaves_the_old_release_or_the_new_one() throws Exception {
        Scene scene = workshop.scenes().activate();
        for (LoopDisk.FileSystem fileSystem : WITH_A_SWITCH) {
            List<Point> boundaries = Scale.boundaries(scene.points());
            List<Point> points = scale.some(boundaries, FEW_CUTS, boundaries.size(), "cuts " + fileSystem);
            try (Disks disks = Disks.one(fileSystem)) {
                Cuts cuts = new Cuts(scene, disks, workshop);
                List<Trial> trials = new ArrayList<>();
                for (Point point : points) {
                    trials.add(cuts.at(point, hand));
                }
                said("Power cut at the boundary of a step", scene + " on " + fileSystem, trials);
            }
        }
    }

    @Test
    void a_power_cut_at_any_instant_leaves_the_old_state_or_the_new_one() throws Exception {
        atAnyInstant(INSTANTS_OF_AN_ACTIVATION, workshop.scenes().activate());
    }

    @Test
    void a_power_cut_at_any_instant_of_a_restore_leaves_release_and_database_that_go_together() throws Exception {
        Scale.onlyWhole();
        atAnyInstant(INSTANTS, workshop.scenes().rollbackWithState());
    }

    @Test
    void a_power_cut_on_the_way_to_a_working_tree_leaves_the_release_or_the_tree() throws Exception {
        Scale.onlyWhole();
        atAnyInstant(INSTANTS, workshop.scenes().workingTree());
    }

    @Test
    void a_power_cut_at_any_instant_of_another_operation_leaves_the_old_state_or_the_new_one() throws Exception {
        Scale.onlyWhole();
        atAnyInstant(
                INSTANTS,
                workshop.scenes().rollback(),
                workshop.scenes().stage(),
                workshop.scenes().uninstall(),
                workshop.scenes().renderAgain(),
                workshop.scenes().adopt(),
                workshop.scenes().takeAdoptionBack(),
                workshop.scenes().prune());
    }

    private void atAnyInstant(int most, Scene... scenes) throws Exception {
        for (Scene scene : scenes) {
            int calls = scene.points().size();
            for (LoopDisk.FileSystem fileSystem : WITH_A_SWITCH) {
                if (scale == Scale.SHORT && fileSystem != LoopDisk.FileSystem.EXT4) {
                    continue;
                }
                // Always also the moment after it said that it was done.
                Set<Integer> instants = new TreeSet<>(Set.of(calls));
                Random random = Scale.random(scene.name() + fileSystem);
                while (instants.size() < Math.min(calls, scale.of(FEW_INSTANTS, most))) {
                    instants.add(random.nextInt(calls + 1));
                }
                try (Disks disks = Disks.three(fileSystem)) {
                    said(
                            "Power cut at a random instant",
                            scene + " on three " + fileSystem,
                            new Cuts(scene, disks, workshop).after(instants));
                }
            }
        }
    }

    @Test
    void ext4_shows_the_need_of_syncs_of_an_activation() throws Exception {
        needed(workshop.scenes().activate(), "fsync /opt/smolotchi");
    }

    /**
     * As far as it does: its log takes along what came before, so that the next sync of anything may do the work of the one that was dropped. That each is
     * needed is shown by {@link WorstDiskTest}.
     *
     * @param first the sites of the short run
     */
    private void needed(Scene scene, String... first) throws Exception {
        List<Point> points = scene.points();
        Map<String, List<Point>> sites = new LinkedHashMap<>();
        points.stream()
                .filter(Point::sync)
                .forEach(point -> sites.computeIfAbsent(point.site(), site -> new ArrayList<>())
                        .addFirst(point));
        if (scale == Scale.WHOLE) {
            sites.keySet().retainAll(scale.some(List.copyOf(sites.keySet()), 2, sites.size(), "syncs " + scene));
        } else {
            sites.keySet().retainAll(List.of(first));
        }
        List<String> proofs = new ArrayList<>();
        int tried = 0;
        try (Disks disks = Disks.three(LoopDisk.FileSystem.EXT4)) {
            Cuts cuts = new Cuts(scene, disks, workshop);
            for (Map.Entry<String, List<Point>> site : sites.entrySet()) {
                Optional<String> shown = Optional.empty();
                for (Point sync : site.getValue()
                        .subList(0, Math.min(OCCURRENCES, site.getValue().size()))) {
                    tried++;
                    shown = cuts.without(sync);
                    if (shown.isPresent()) {
                        proofs.add("Without " + site.getKey() + ", " + shown.get());
                        break;
                    }
                }
            }
        }
        proofs.forEach(System.out::println);
        String note = "Of " + sites.size() + " syncs of " + scene + " ext4 alone shows the need of " + proofs.size();
        Tally.add("Sync dropped, then a power cut", scene + " on three EXT4", tried, List.of(), List.of(note));
        assertThat(proofs).as("syncs that are proven needed").isNotEmpty();
    }

    private static void said(String kind, String what, List<Trial> trials) throws IOException {
        List<String> bad = Tally.bad(trials);
        Tally.add(kind, what, trials.size(), bad, List.of());
        assertThat(trials).isNotEmpty();
        assertThat(bad).as(kind + ", " + what + ", seed " + Scale.seed()).isEmpty();
    }
}
