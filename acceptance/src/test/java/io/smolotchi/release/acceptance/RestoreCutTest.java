package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.TestHost;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The power goes while a rollback brings the application's database back: release and database go together after the boot. */
@Tag("faults")
@EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
class RestoreCutTest {

    private static final String BEFORE = "1.1.0";
    private static final String MIGRATING = "1.4.0";
    private static final String DATABASE = "/var/lib/smolotchi/events.db";
    private static final List<String> BACK = List.of("rollback", "--with-state", "--yes", "--foreground");

    private static @Nullable PowerCutHost made;

    private final PowerCutHost cut;

    RestoreCutTest() {
        cut = Objects.requireNonNull(made);
    }

    @BeforeAll
    static void a_host_with_both_releases() {
        PowerCutHost host = PowerCutHost.bare();
        made = host;
        Operator operator = host.operator();
        operator.hasTheSample(BEFORE, MIGRATING);
        operator.watches(12, 2, "units:", "  with-display: false");
        operator.stagesAndActivates(BEFORE);
        operator.does("stage", operator.tree(MIGRATING), "--yes");
        sql(host.host(), "INSERT INTO event (at, kind, detail) VALUES (1, 'told', 'before')");
    }

    @AfterAll
    static void off() {
        if (made != null) {
            made.close();
        }
    }

    /** By another process, while the application runs. */
    private static String sql(TestHost host, String statement) {
        return host.execOk(
                        "/usr/bin/python3",
                        "-c",
                        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1], timeout=9);"
                                + " print(*[row[0] for row in db.execute(sys.argv[2])]); db.commit()",
                        DATABASE,
                        statement)
                .stdout()
                .strip();
    }

    @BeforeEach
    void the_release_runs_that_migrated_and_has_written_since_then() {
        if (!cut.operator().currentVersion().equals(MIGRATING)) {
            cut.operator().does("activate", MIGRATING, "--yes", "--force", "--reason", "once more");
        }
        sql(cut.host(), "INSERT INTO event (at, kind, detail, weight) VALUES (2, 'told', 'after', 7)");
        // What was written is the application's; the disk is cut, and this is not what is tried.
        cut.host().execOk("sync");
    }

    /**
     * Where the manager is killed and the power cut.
     *
     * @param runs which release runs in the end
     */
    record Boundary(String name, String call, String path, int occurrence, String runs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Boundary> boundaries() {
        return List.of(
                new Boundary(
                        "the present state copied, and not durably",
                        "fsync",
                        "/var/lib/smolotchi-release/state",
                        1,
                        MIGRATING),
                new Boundary("the first page is restored", "pwrite64", DATABASE, 1, MIGRATING),
                new Boundary("restored, and not durably", "fsync,fdatasync", DATABASE, 1, MIGRATING),
                new Boundary("restored, and no unit exchanged", "rename", "open/ID/.switch", 1, MIGRATING),
                new Boundary("restored, link not durably exchanged", "fsync", "/opt/smolotchi", 1, MIGRATING),
                new Boundary("restored, and the link exchanged", "rename", "open/ID/.switch", 2, BEFORE));
    }

    @ParameterizedTest
    @MethodSource("boundaries")
    void release_and_database_go_together_after_a_cut(Boundary boundary) throws InterruptedException {
        cut.killedDuring(BACK, boundary.call(), boundary.path(), boundary.occurrence());

        cut.cut();
        cut.comesToAnEnd();

        Operator operator = cut.operator();
        assertThat(operator.currentVersion()).isEqualTo(boundary.runs());
        assertThat(operator.answeringVersion()).isEqualTo(boundary.runs());
        assertThat(sql(cut.host(), "PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(sql(cut.host(), "SELECT version FROM schema_version"))
                .isEqualTo(boundary.runs().equals(MIGRATING) ? "2" : "1");
        assertThat(sql(cut.host(), "SELECT DISTINCT detail FROM event WHERE kind = 'told' ORDER BY id"))
                .isEqualTo(boundary.runs().equals(MIGRATING) ? "before after" : "before");
        assertThat(cut.host().execOk("stat", "-c", "%U", DATABASE).stdout()).isEqualTo("smolotchi\n");
        assertThat(operator.types("status").exit()).isZero();
        assertThat(operator.does("recover", "--yes").stdout()).contains("nothing");
    }
}
