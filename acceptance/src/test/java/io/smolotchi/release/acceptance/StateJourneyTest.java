package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A release that migrates the application's database, and the ways back from it; each test goes on where the one before it ended. */
@WithTestHost
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StateJourneyTest {

    private static final String DATABASE = "/var/lib/smolotchi/events.db";

    private TestHost host;
    private Operator operator;
    private String file;

    @BeforeAll
    void a_release_runs_that_knows_nothing_of_the_migration(TestHost booted) {
        host = booted;
        operator = new Operator(booted);
        operator.hasTheSample("1.1.0", "1.4.0");
        operator.watches(12, 2, "units:", "  with-display: false");
        operator.stagesAndActivates("1.1.0");
        operator.does("stage", operator.tree("1.4.0"), "--yes");
        sql("INSERT INTO event (at, kind, detail) VALUES (1, 'told', 'before')");
        file = file();
    }

    /** By another process, while the application runs. */
    private String sql(String statement) {
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

    private String schema() {
        return sql("SELECT version FROM schema_version");
    }

    private String told() {
        return sql("SELECT detail FROM event WHERE kind = 'told' ORDER BY id");
    }

    /** The very file, whom it belongs to, and who may read it. */
    private String file() {
        return host.execOk("stat", "-c", "%i %U %G %a", DATABASE).stdout().strip();
    }

    private static String said(ExecResult result) {
        return (result.stdout() + result.stderr()).replaceAll("\\s+", " ");
    }

    private void runs(String version, String schema) {
        assertThat(operator.currentVersion()).isEqualTo(version);
        assertThat(operator.answeringVersion()).isEqualTo(version);
        assertThat(operator.isActive("smolotchi-core.service")).isTrue();
        assertThat(schema()).isEqualTo(schema);
        assertThat(file()).isEqualTo(file);
    }

    @Test
    @Order(1)
    void the_plan_says_that_the_database_is_copied_and_the_upgrade_migrates_it() {
        ExecResult plan = operator.does("activate", "1.4.0", "--dry-run");
        assertThat(said(plan)).contains("state: copied before the switch, while nothing runs: " + DATABASE);

        ExecResult done = operator.does("activate", "1.4.0", "--yes");

        runs("1.4.0", "2");
        assertThat(said(done)).contains("copied 1 database");
        sql("INSERT INTO event (at, kind, detail, weight) VALUES (2, 'told', 'after', 7)");
        assertThat(host.execOk("stat", "-c", "%U %a", "/var/lib/smolotchi-release/state")
                        .stdout()
                        .strip())
                .isEqualTo("root 700");
    }

    @Test
    @Order(2)
    void back_below_the_floor_is_refused_and_says_what_would_do() {
        ExecResult refused = operator.types("rollback", "--yes");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(said(refused))
                .contains(
                        "STATE_BELOW_FLOOR",
                        "the databases do not go back below 1.4.0",
                        "smolotchi-release rollback --to 1.1.0 --with-state");
        assertThat(said(operator.types("status"))).contains("do not go back below 1.4.0");
        runs("1.4.0", "2");
    }

    @Test
    @Order(3)
    void with_its_state_the_old_release_runs_again_on_what_it_had_left() {
        ExecResult plan = operator.does("rollback", "--with-state", "--dry-run");
        assertThat(said(plan))
                .contains("restored from the copy of @", "old (", "What was written since then is gone afterwards");

        ExecResult back = operator.does("rollback", "--with-state", "--yes", "--reason", "the weights are wrong");

        runs("1.1.0", "1");
        assertThat(told()).isEqualTo("before");
        assertThat(said(back)).contains("restored the state from the copy of @");
        String id = back.stdout().replaceAll("(?s).*?@([0-9]+).*", "$1");
        assertThat(said(operator.does("show", "@" + id))).contains("restored the state from the copy of @");
    }

    @Test
    @Order(4)
    void a_redo_with_its_state_loses_nothing_either() {
        operator.does("redo", "--with-state", "--yes");

        runs("1.4.0", "2");
        assertThat(told()).isEqualTo("before after");
    }

    @Test
    @Order(5)
    void by_force_without_the_state_the_old_release_fails_and_is_undone() {
        ExecResult forced = operator.types("activate", "1.1.0", "--force", "--yes", "--reason", "to see it fail");

        assertThat(forced.exit()).as(said(forced)).isEqualTo(4);
        runs("1.4.0", "2");
        assertThat(told()).isEqualTo("before after");
        operator.does("mark-good", "1.1.0", "--yes", "--reason", "it was the database");
    }

    @Test
    @Order(6)
    void a_release_that_migrates_and_then_fails_leaves_the_database_of_before() {
        operator.does("rollback", "--to", "1.1.0", "--with-state", "--yes");
        sql("INSERT INTO event (at, kind, detail) VALUES (3, 'told', 'again')");
        String tree = operator.variant(
                "1.4.0",
                "1.5.0",
                "smolotchi/page.py",
                Operator.lines("def respond(path, store):", "    raise KeyError('theme')"));
        operator.does("stage", tree, "--version", "1.5.0", "--yes");

        ExecResult failed = operator.types("activate", "1.5.0", "--yes");

        assertThat(failed.exit()).as(said(failed)).isEqualTo(4);
        runs("1.1.0", "1");
        assertThat(told()).isEqualTo("before again");
        assertThat(said(failed)).contains("brought back the state of before");
        String id = failed.stdout().replaceAll("(?s).*?@([0-9]+).*", "$1");
        assertThat(host.execOk("ls", "/var/lib/smolotchi-release/state/" + id + "/replaced")
                        .stdout())
                .contains("1.db");
    }
}
