package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Advice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.output.Page;
import io.smolotchi.release.shell.output.StatusView;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people and scripts see, word for word: both streams and the exit code. */
class GoldenTest {

    private static final Refusal BAD = Refusal.of(
            Code.RELEASE_BAD,
            "cannot activate 1.2.0: because it is marked bad (web answered 500)",
            "smolotchi-release activate 1.2.0 --force");
    private static final Refusal DRIFT =
            Refusal.of(Code.UNIT_DRIFT, "cannot replace smolotchi-web.service: because it was changed by hand", "");

    private final Recorder screen = new Recorder();

    @ParameterizedTest
    @CsvSource({
        "list, list",
        "list-quiet, list -q",
        "list-json, list --json",
        "status, status",
        "status-quiet, status -q",
        "status-json, status --json",
        "history, history",
        "history-undone, history --outcome rolled-back",
        "history-json, history --limit 1 --json",
        "history-utc, history --utc",
        "list-utc, list --utc",
        "show-release, show 1.0.0",
        "show-release-json, show 1.1.0 --json",
        "show-operation, show @9",
        "show-operation-json, show @9 --json",
        "show-unknown, show 9.9.9",
        "show-unknown-json, show 9.9.9 --json",
        "verify, verify 1.0.0",
        "verify-all, verify --all",
        "verify-all-quiet, verify --all -q",
        "verify-all-json, verify --all --json",
        "verify-neither, verify",
        "catalog-export, catalog export",
        "catalog-export-csv, catalog export --format csv",
        "diff, diff 1.0.0 1.1.0",
        "diff-stat, diff 1.0.0 1.1.0 --stat",
        "diff-quiet, diff 1.0.0 1.1.0 -q",
        "diff-json, diff 1.0.0 1.1.0 --json",
        "schedule-status, schedule status",
        "schedule-status-json, schedule status --json",
        "doctor, doctor",
        "doctor-quiet, doctor -q",
        "doctor-json, doctor --json",
        "units-status, units status",
        "units-status-json, units status --json",
        "units-diff, units diff 1.1.0",
        "units-diff-quiet, units diff -q",
        "logs, logs web",
        "logs-json, logs web --json",
        "help, help",
        "help-json, help --json",
        "help-rollback, help rollback",
        "help-schedule-enable, schedule enable --help",
        "explain, explain release_bad",
        "explain-json, explain BUSY --json",
        "no-such-command, lsit",
        "no-such-command-json, lsit --json",
        "half-a-command, schedule",
        "bad-line, activate ../x --forec --reason",
    })
    void reads_show_what_they_found(String golden, String line) throws IOException {
        check(golden, new Memory(), line);
    }

    /** Has lines of others, or lines to type, which are shown as they are. */
    private static final List<String> VERBATIM =
            List.of("show @9", "diff 1.0.0 1.1.0 --stat", "verify --all", "doctor");

    @Test
    void tables_fit_a_narrow_terminal() throws IOException {
        screen.width(60);
        check("list-narrow", new Memory(), "list");
    }

    @ParameterizedTest
    @CsvSource({
        "list",
        "status",
        "history",
        "show @9",
        "diff 1.0.0 1.1.0 --stat",
        "units status",
        "verify --all",
        "doctor"
    })
    void nothing_wraps_and_nothing_is_lost_on_a_very_narrow_terminal(String line) throws IOException {
        screen.width(40);
        check(line.replaceAll("[^a-z]+", "-").replaceAll("-$", "") + "-very-narrow", new Memory(), line);
        if (!VERBATIM.contains(line)) {
            assertThat(screen.printed().lines().skip(1)).allMatch(shown -> shown.length() <= 40);
        }
    }

    @Test
    void a_plan_fits_a_very_narrow_terminal() throws IOException {
        screen.width(40);
        check("activate-dry-run-very-narrow", new Memory().planning(Sample.activation()), "activate 1.1.0 --dry-run");
    }

    @Test
    void ascii_alone_is_shown_where_nothing_else_can_be() throws IOException {
        screen.ascii();
        for (String line : List.of(
                "list",
                "status",
                "history",
                "show 1.1.0",
                "show @9",
                "units status",
                "doctor",
                "schedule status",
                "help",
                "help activate",
                "diff 1.0.0 1.1.0 --stat",
                "verify --all")) {
            new Console(Commands.all(), screen, (_, _) -> new Memory(), "anna").run(List.of(line.split(" ")));
        }
        assertThat(screen.printed() + screen.complained()).matches("\\p{ASCII}+");
    }

    @Test
    void colours_are_said_in_words_too() throws IOException {
        screen.coloured();
        check("list-coloured", new Memory(), "list");
    }

    @Test
    void an_unwell_machine_says_what_is_wrong() throws IOException {
        Status unwell = Sample.unwell();
        StatusView view = new StatusView(unwell, new Advice("/mnt/card"));
        Page page = new Page(screen.out(), screen.outLook(true));
        view.print(page);
        Golden.check("status-unwell", screen.printed());
    }

    @Test
    void an_activation_tells_its_steps_and_its_end() throws IOException {
        check("activate", new Memory().planning(Sample.activation()), "activate 1.1.0 --yes --foreground");
    }

    @Test
    void an_activation_gives_its_steps_as_json() throws IOException {
        check(
                "activate-json",
                new Memory().planning(Sample.activation()),
                "activate 1.1.0 --yes --foreground --json --quiet");
    }

    @Test
    void an_activation_that_was_undone_says_who_is_to_blame() throws IOException {
        Memory core = new Memory()
                .planning(Sample.activation())
                .ending(new Outcome.RolledBack(
                        "watch", Code.HEALTH_FAILED, "web answered 500 for 10 s", Blame.RELEASE));
        check("activate-undone", core, "activate 1.1.0 --yes --foreground");
    }

    @Test
    void a_stranded_activation_says_what_to_type() throws IOException {
        Memory core = new Memory()
                .planning(Sample.activation())
                .ending(new Outcome.Stranded("undo start", Code.UNIT_FAILED, "smolotchi-web.service did not start"));
        check("activate-stranded", core, "activate 1.1.0 --yes --foreground");
    }

    @Test
    void a_refused_plan_gives_all_its_reasons() throws IOException {
        check("activate-refused", new Memory().planning(Sample.activation(BAD, DRIFT)), "activate 1.1.0 --yes");
    }

    @Test
    void a_refused_plan_gives_all_its_reasons_as_json() throws IOException {
        check(
                "activate-refused-json",
                new Memory().planning(Sample.activation(BAD, DRIFT)),
                "activate 1.1.0 --yes --json --quiet");
    }

    @Test
    void a_dry_run_shows_the_text_of_each_change() throws IOException {
        check("activate-dry-run", new Memory().planning(Sample.activation()), "activate 1.1.0 --dry-run");
    }

    @Test
    void a_dry_run_as_json_is_the_plan() throws IOException {
        check("activate-dry-run-json", new Memory().planning(Sample.activation()), "activate 1.1.0 --dry-run --json");
    }

    @Test
    void a_dry_run_of_a_refused_plan_says_so() throws IOException {
        check("prune-dry-run-refused", new Memory().planning(Sample.pruning(BAD)), "prune --dry-run");
    }

    @Test
    void a_prune_names_a_reason_for_each_release() throws IOException {
        check(
                "prune",
                new Memory().planning(Sample.pruning()).ending(new Outcome.Done("deleted 1 release, freed 12 kB")),
                "prune --yes --foreground");
    }

    @Test
    void staging_ends_with_the_activation_that_may_follow() throws IOException {
        check(
                "stage",
                new Memory().planning(Sample.staging()).ending(new Outcome.Done("staged 1.1.0")),
                "stage /home/anna/smolotchi --yes --foreground");
    }

    @Test
    void nothing_to_do_is_said() throws IOException {
        check("recover-nothing", new Memory().planning(Sample.nothing()), "recover --yes");
    }

    @Test
    void without_a_terminal_the_flag_is_named() throws IOException {
        check("not-confirmed", new Memory().planning(Sample.pinning()), "pin 1.1.0");
    }

    private void check(String golden, Memory core, String line) throws IOException {
        Console console = new Console(Commands.all(), screen, (_, _) -> core, "anna");
        ExitCode exit = console.run(List.of(line.split(" ", -1)));
        if (line.contains("--json")) {
            Schemas.check(screen.printed());
        }
        Golden.check(
                golden,
                "$ smolotchi-release " + line + "\n"
                        + screen.printed()
                        + (screen.complained().isEmpty() ? "" : "--- standard error\n" + screen.complained())
                        + "--- exit " + exit.value() + "\n");
    }
}
