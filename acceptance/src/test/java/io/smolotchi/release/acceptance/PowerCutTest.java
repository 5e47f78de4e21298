package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The power goes in the middle, and the machine boots again: nobody types anything. */
@Tag("faults")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PowerCutTest {

    private static final String EARLY = "/etc/systemd/system/smolotchi-release-early.service.d";

    private static @Nullable PowerCutHost made;

    private final PowerCutHost cut;

    PowerCutTest() {
        cut = Objects.requireNonNull(made);
    }

    @BeforeAll
    static void the_older_release_runs() {
        made = PowerCutHost.boot();
    }

    @AfterAll
    static void off() {
        if (made != null) {
            made.close();
        }
    }

    @Test
    @Order(1)
    void the_units_of_the_new_release_with_the_link_to_the_old_one_boot_as_the_old_one() throws InterruptedException {
        // The first sync there would have made the rename of the link durable.
        cut.cutDuring(PowerCutHost.NEW, "fsync", "/opt/smolotchi", 1);

        cut.comesToAnEnd();

        cut.runsExactly(PowerCutHost.OLD);
        assertThat(cut.operator().does("history").stdout()).contains("rolled back");
    }

    @Test
    @Order(2)
    void a_recovery_that_hangs_keeps_the_application_down_and_not_the_machine() throws InterruptedException {
        cut.host().execOk("mkdir", "-p", EARLY);
        cut.host()
                .execOk(
                        "sh",
                        "-c",
                        "printf '[Service]\\nExecStart=\\nExecStart=/bin/sleep infinity\\nTimeoutStartSec=2s\\n' >"
                                + EARLY + "/hang.conf; sync");

        cut.cutDuring(PowerCutHost.NEW, "fsync", "/opt/smolotchi", 1);

        assertThat(cut.host()
                        .execOk("systemctl", "is-active", "multi-user.target")
                        .stdout())
                .isEqualTo("active\n");
        assertThat(cut.operator().isActive("smolotchi-core.service")).isFalse();
        assertThat(cut.operator().isActive("smolotchi-prune.timer")).isFalse();
        assertThat(cut.operator().types("recover", "--automatic", "--yes").stdout())
                .contains("nothing");
        ExecResult status = cut.operator().types("status");
        assertThat(status.exit()).isEqualTo(7);
        assertThat(status.stdout()).contains("stranded");

        cut.host().execOk("rm", "-r", EARLY);
        cut.host().execOk("systemctl", "daemon-reload");
        assertThat(cut.operator().types("recover", "--yes").exit()).isEqualTo(4);

        cut.runsExactly(PowerCutHost.OLD);
    }

    @Test
    @Order(3)
    void once_the_link_names_the_new_release_the_boot_goes_on_with_it() throws InterruptedException {
        cut.cutDuring(PowerCutHost.NEW, "rename", "open/ID/.switch", 2);

        cut.comesToAnEnd();

        cut.runsExactly(PowerCutHost.NEW);
        assertThat(cut.operator().does("recover", "--yes").stdout()).contains("nothing");
    }

    @Test
    @Order(4)
    void a_catalog_that_is_gone_when_the_machine_boots_keeps_nothing_from_coming_to_its_end()
            throws InterruptedException {
        cut.killedDuring(PowerCutHost.OLD, "rename", "open/ID/.switch", 2);
        cut.host().execOk("sh", "-c", "rm /var/lib/smolotchi-release/catalog.db*; sync -f /var/lib/smolotchi-release");

        cut.cut();

        cut.comesToAnEnd();
        cut.runsExactly(PowerCutHost.OLD);
        assertThat(cut.operator().does("catalog", "check").stdout()).contains("sound");
        assertThat(cut.operator().does("history").stdout()).contains("healthy");
        cut.operator().does("activate", PowerCutHost.NEW, "--yes", "--force", "--reason", "once more");
        cut.runsExactly(PowerCutHost.NEW);
    }
}
