package io.smolotchi.release.acceptance;

import static io.smolotchi.release.acceptance.PowerCutHost.BAD;
import static io.smolotchi.release.acceptance.PowerCutHost.NEW;
import static io.smolotchi.release.acceptance.PowerCutHost.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link PowerCutTest}, at every boundary between two steps of either direction. Takes minutes. */
@Tag("faults")
@EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
class PowerCutEverywhereTest {

    private static @Nullable PowerCutHost made;

    private final PowerCutHost cut;

    PowerCutEverywhereTest() {
        cut = Objects.requireNonNull(made);
    }

    @BeforeAll
    static void a_host_with_a_disk() {
        made = PowerCutHost.boot().withBadRelease();
    }

    @AfterAll
    static void off() {
        if (made != null) {
            made.close();
        }
    }

    @BeforeEach
    void the_older_release_runs() {
        if (!cut.operator().currentVersion().equals(OLD)) {
            cut.operator().does("activate", OLD, "--yes");
        }
    }

    /**
     * Where the manager is killed and the power cut.
     *
     * @param call on whose entry that is
     * @param runs which release runs in the end
     */
    record Boundary(String name, String version, String call, String path, int occurrence, String runs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary("opened, and not durably", NEW, "fsync", "open", 1, OLD),
                new Boundary("stopped, nothing exchanged", NEW, "rename", "open/ID/.switch", 1, OLD),
                new Boundary("units exchanged, and not durably", NEW, "fsync", "/etc/systemd/system", 1, OLD),
                new Boundary("units exchanged, link not durably", NEW, "fsync", "/opt/smolotchi", 1, OLD),
                new Boundary("link exchanged, and not recorded", NEW, "rename", "open/ID/.switch", 2, NEW),
                new Boundary("committed, and not tidied up", NEW, "rename", "open/ID", 1, NEW),
                new Boundary("not well, and not decided to go back", BAD, "rename", "open/ID/.direction", 1, OLD),
                new Boundary("link put back, and not durably", BAD, "fsync", "/opt/smolotchi", 2, OLD),
                new Boundary("units put back, and not durably", BAD, "fsync", "/etc/systemd/system", 2, OLD));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void one_of_the_two_runs_after_a_cut_at_each_boundary(Boundary boundary) throws InterruptedException {
        cut.cutDuring(boundary.version(), boundary.call(), boundary.path(), boundary.occurrence());

        cut.comesToAnEnd();

        cut.runsExactly(boundary.runs());
        assertThat(cut.operator().does("recover", "--yes").stdout()).contains("nothing");
    }

    @Test
    void a_cut_while_the_new_release_is_watched_goes_on_with_it() throws InterruptedException {
        cut.host().spawn(cut.operator().program(), "activate", NEW, "--yes", "--force", "--reason", "once more");
        for (int i = 0; i < 600 && !cut.operator().isActive("smolotchi-newer.service"); i++) {
            Thread.sleep(100);
        }

        cut.cut();

        cut.comesToAnEnd();
        cut.runsExactly(NEW);
    }

    @Test
    void a_second_cut_while_the_boot_goes_on_with_it_brings_the_old_one_back() throws InterruptedException {
        cut.cutDuring(NEW, "rename", "open/ID/.switch", 2);
        assertThat(cut.host().waitUntilRunning(Duration.ofMinutes(1))).isIn("running", "degraded");
        assertThat(cut.operator().openJournals()).isNotBlank();

        cut.cut();

        cut.comesToAnEnd();
        cut.runsExactly(OLD);
    }
}
