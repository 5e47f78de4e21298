package io.smolotchi.release.acceptance;

import static io.smolotchi.release.acceptance.TwoReleases.BROKEN;
import static io.smolotchi.release.acceptance.TwoReleases.NEW;
import static io.smolotchi.release.acceptance.TwoReleases.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.acceptance.KilledRun.Row;
import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The process that carries an activation out on a machine with a real systemd is killed at each boundary between two steps of either direction, and gets
 * each signal in the middle. Nobody types anything: what its service does then makes it one of the two releases.
 */
@Tag("faults")
class KillEverywhereTest {

    private static final boolean WHOLE = Boolean.getBoolean("smolotchi.faults.whole");
    /** More than a commit waits for the other: what lies between two rows as a rule. */
    private static final double SOON = 0.5;

    /** Stops, starts and the watch take longer. */
    private static final double LATER = 2.5;

    private static @Nullable TestHost made;
    private static @Nullable TwoReleases releases;

    private final TestHost host;
    private final TwoReleases two;
    private final Operator operator;
    private final KilledRun run;

    KillEverywhereTest() {
        host = Objects.requireNonNull(made);
        two = Objects.requireNonNull(releases);
        operator = two.operator();
        run = new KilledRun(host, operator);
    }

    @BeforeAll
    static void two_releases() {
        made = TestHost.builder().boot();
        releases = new TwoReleases(made).made().withBrokenRelease();
    }

    @AfterAll
    static void off() {
        if (made != null) {
            made.close();
        }
    }

    private String other() {
        return operator.currentVersion().equals(OLD) ? NEW : OLD;
    }

    /** And the history says so. */
    private void isOneOfTheTwo(String before, String to) throws InterruptedException {
        two.comesToAnEnd();
        String current = operator.currentVersion();
        assertThat(current).isIn(before, to);
        two.runsExactly(current);
        String outcome = operator.reads("history").at("/activations/0/outcome").asString();
        if (current.equals(to)) {
            assertThat(outcome).isEqualTo("healthy");
        }
    }

    private void nothingIsLeftToDo() {
        assertThat(operator.types("recover", "--yes").stdout()).contains("nothing");
    }

    private static List<Row> forward() {
        List<Row> rows = new ArrayList<>(List.of(new Row("STARTED", "", SOON)));
        for (String step :
                List.of("prepare", "stop", "install-units", "switch", "directories", "enable", "start", "health")) {
            rows.add(new Row("STEP_STARTED", step, List.of("stop", "start").contains(step) ? LATER : SOON));
            rows.add(new Row("STEP_DONE", step, SOON));
        }
        return rows;
    }

    private static List<Row> back() {
        List<Row> rows = new ArrayList<>(List.of(new Row("STEP_FAILED", "start", SOON)));
        for (String step : List.of("start", "enable", "directories", "switch", "install-units", "stop", "prepare")) {
            rows.add(new Row("STEP_UNDOING", step, List.of("start", "stop").contains(step) ? LATER : SOON));
        }
        rows.add(new Row("STEP_STARTED", "old-health", SOON));
        rows.add(new Row("STEP_DONE", "old-health", SOON));
        return rows;
    }

    /** In the short form those around the exchange alone. */
    private static List<Row> some(List<Row> rows, String... names) {
        return WHOLE
                ? rows
                : rows.stream()
                        .filter(row -> List.of(names).contains(row.toString()))
                        .toList();
    }

    @Test
    void a_manager_that_is_killed_between_any_two_rows_is_recovered_at_once() throws InterruptedException {
        List<String> missed = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        for (Row row : some(forward(), "STEP_STARTED stop", "STEP_STARTED start")) {
            String before = operator.currentVersion();
            String to = other();
            if (!run.killedAfter(row, to)) {
                missed.add(row.toString());
            }
            isOneOfTheTwo(before, to);
            ends.add(row + ": " + (operator.currentVersion().equals(to) ? "on" : "back"));
        }
        nothingIsLeftToDo();
        System.out.println("Killed after: " + ends + ", and the next row was faster after: " + missed);
        assertThat(ends).anyMatch(end -> end.endsWith("on")).anyMatch(end -> end.endsWith("back"));
        // Between two steps there is hardly anything, so that what was missed there was killed at the beginning of the
        // next.
        assertThat(missed).allMatch(row -> row.startsWith("STEP_DONE"));
    }

    @Test
    @EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
    void a_manager_that_is_killed_while_it_goes_back_is_recovered_to_the_old_release() throws InterruptedException {
        String before = operator.currentVersion();
        for (Row row : back()) {
            run.killedAfter(row, BROKEN);
            two.comesToAnEnd();
            two.runsExactly(before);
        }
        nothingIsLeftToDo();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "HUP", "TERM", "KILL"})
    @EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
    void a_signal_in_the_middle_ends_as_one_of_the_two(String signal) throws InterruptedException {
        String before = operator.currentVersion();
        String to = other();
        HostProcess asking =
                host.spawn(operator.program(), "activate", to, "--yes", "--force", "--reason", "once more");
        operator.seesCurrent(to);
        host.exec("sh", "-c", "systemctl kill --kill-who=main -s " + signal + " 'smolotchi-release-run-*.service'");
        asking.await(Duration.ofMinutes(2));
        isOneOfTheTwo(before, to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "HUP", "TERM"})
    @EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
    void a_signal_to_whoever_carries_it_out_in_the_foreground_says_what_became_of_it(String signal)
            throws InterruptedException {
        String before = operator.currentVersion();
        String to = other();
        HostProcess carrying = host.spawn(
                operator.program(), "activate", to, "--yes", "--force", "--reason", "once more", "--foreground");
        operator.seesCurrent(to);
        host.exec("pkill", "-" + signal, "-f", "[-]-foreground");
        ExecResult result = carrying.await(Duration.ofMinutes(2)).orElseThrow();
        // Nobody recovers for it but the timer, and whoever types next.
        assertThat(result.exit()).as(result.stdout() + result.stderr()).isIn(0, 4, 5, 129, 130, 143);
        operator.types("recover", "--yes");
        isOneOfTheTwo(before, to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "start"})
    @EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
    void a_shutdown_in_the_middle_leaves_it_to_the_boot(String step) throws InterruptedException {
        String before = operator.currentVersion();
        String to = other();
        HostProcess asking = run.stoppedAfter(new Row("STEP_STARTED", step, LATER), to);
        // Whoever asked has gone.
        asking.close();
        host.reboot();
        isOneOfTheTwo(before, to);
    }
}
