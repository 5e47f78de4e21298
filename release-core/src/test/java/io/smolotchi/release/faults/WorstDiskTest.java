package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The power goes, and of all that was written nothing is there but what was synced. */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorstDiskTest {

    private static final String CUT = "Power cut, and nothing there but what was synced";
    private static final String FULL = "Likewise, and the disks of releases and units full";
    /** Of the application's database, which is written by SQLite alone: where it waits is not ours to decide. */
    private static final Pattern SQLITES = Pattern.compile("fsync /var/lib/smolotchi(/events\\.db.*)?");

    private Workshop workshop;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
    }

    @Test
    void an_activation_leaves_the_old_release_or_the_new_one() throws Exception {
        try (WorstCuts cuts = WorstCuts.of(workshop.scenes().activate(), workshop)) {
            said(CUT, cuts.name(), cuts.all());
        }
    }

    @Test
    void a_full_disk_is_no_obstacle_on_the_way_back_or_on() throws Exception {
        Scale.onlyWhole();
        try (WorstCuts cuts = WorstCuts.of(workshop.scenes().activate(), workshop)) {
            said(FULL, cuts.name(), cuts.allOnAFullDisk());
        }
    }

    @Test
    void any_operation_leaves_one_of_two_states_and_without_one_of_its_syncs_neither() throws Exception {
        Scale.onlyWhole();
        Scenes scenes = workshop.scenes();
        Needs needs = new Needs();
        Scene scene = scenes.activate();
        needs.of(WorstCuts.of(scene, workshop));
        needs.of(WorstCuts.of(scenes.rollback(), workshop));
        Point killed = scene.points().stream()
                .filter(point -> point.site().equals("rename /opt/smolotchi/.current-to-1.1.0"))
                .findFirst()
                .orElseThrow();
        needs.of(WorstCuts.ofRecovery(scene, killed, workshop));
        Point renamed = scene.points().get(killed.index() + 1);
        needs.of(WorstCuts.ofRecovery(scene, renamed, workshop));
        needs.of(WorstCuts.ofTheWayBack(scene, Request.Activate.of(Version.of(Trees.OLD)), workshop));
        for (String version : List.of(Trees.LONG, Trees.TEXT, Trees.DROP_IN)) {
            needs.of(WorstCuts.of(scenes.activate(version), workshop));
        }
        for (Scene other : List.of(
                scenes.firstActivation(),
                scenes.rollbackWithState(),
                scenes.stage(),
                scenes.uninstall(),
                scenes.renderAgain(),
                scenes.workingTree(),
                scenes.adopt(),
                scenes.takeAdoptionBack(),
                scenes.repair(),
                scenes.prune())) {
            needs.of(WorstCuts.of(other, workshop));
        }
        needs.said();
    }

    /** Syncs, and what a cut shows without them: each needs to be shown once. */
    private static final class Needs {
        private final Map<String, String> shown = new TreeMap<>();
        private final Set<String> all = new TreeSet<>();

        void of(WorstCuts run) throws IOException, InterruptedException {
            try (run) {
                // With all of them nothing is broken, so that what is broken is broken by the one that is dropped.
                WorstDiskTest.said(CUT, run.name(), run.all());
                for (String sync : run.syncs().stream()
                        .filter(sync -> !SQLITES.matcher(sync).matches())
                        .toList()) {
                    all.add(sync);
                    if (!shown.containsKey(sync)) {
                        run.without(sync).ifPresent(how -> shown.put(sync, how));
                    }
                }
            }
        }

        void said() throws IOException {
            shown.forEach((sync, how) -> System.out.println("Without " + sync + ", " + how));
            all.removeAll(shown.keySet());
            List<String> needless = all.stream()
                    .map(sync -> "no cut shows that this is needed: " + sync)
                    .toList();
            Tally.add(
                    "Sync dropped, then a power cut",
                    "any operation, and nothing there but what was synced",
                    shown.size() + needless.size(),
                    needless,
                    List.of());
            assertThat(needless).isEmpty();
        }
    }

    private static void said(String kind, String what, List<Trial> trials) throws IOException {
        assertThat(trials).isNotEmpty();
        List<String> bad = Tally.bad(trials);
        Tally.add(kind, what, trials.size(), bad, List.of());
        assertThat(bad).isEmpty();
    }
}
