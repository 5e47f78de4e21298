package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.shell.command.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeFlowTest {

    private static final Refusal BUSY = Refusal.of(Code.BUSY, "cannot prune: because @40 is running (anna)");
    private static final Refusal BAD = Refusal.of(Code.RELEASE_BAD, "cannot activate 1.2.0: because it is bad");

    private static final Refusal INTERRUPTED =
            Refusal.of(Code.ACTIVATION_OPEN, "cannot prune: @40 (activate 1.1.0) was interrupted");

    private final Memory core = new Memory();
    private final Recorder screen = new Recorder();

    private ExitCode run(String... words) {
        return new Console(Commands.all(), screen, (_, _) -> core, "anna").run(List.of(words));
    }

    private Request request() {
        return core.asked.getFirst().request();
    }

    @Test
    void a_change_is_asked_with_the_digest_of_the_plan_that_was_shown() {
        Plan plan = Sample.activation();
        core.planning(plan);

        assertThat(run("activate", "1.1.0", "--yes", "--reason", "fixes  the 'display' ü", "--foreground"))
                .isEqualTo(ExitCode.DONE);

        assertThat(core.asked).hasSize(1);
        assertThat(request()).isEqualTo(Request.Activate.of(Version.of("1.1.0")));
        assertThat(core.asked.getFirst().expectedPlan()).contains(plan.digest());
        assertThat(core.asked.getFirst().caller())
                .isEqualTo(new Caller("anna", Origin.CONSOLE, "fixes  the 'display' ü"));
    }

    @Test
    void only_yes_is_an_agreement() {
        for (String answer : List.of("", "n", "no", "yep", " ")) {
            Recorder asked = new Recorder().answering(answer);
            Memory memory = new Memory().planning(Sample.pinning());

            ExitCode exit = new Console(Commands.all(), asked, (_, _) -> memory, "anna").run(List.of("pin", "1.1.0"));

            assertThat(exit).isEqualTo(ExitCode.REFUSED);
            assertThat(memory.asked).isEmpty();
            assertThat(asked.questions()).singleElement().asString().contains("[y/N]");
            assertThat(asked.complained()).contains("nothing was changed");
        }
    }

    @Test
    void yes_typed_at_the_terminal_carries_it_out() {
        core.planning(Sample.pinning()).ending(new Outcome.Done("pinned"));
        screen.answering("Yes");

        assertThat(run("pin", "1.1.0", "--foreground")).isEqualTo(ExitCode.DONE);
        assertThat(request()).isEqualTo(new Request.Marking(Version.of("1.1.0"), Mark.Kind.PINNED, true));
    }

    @Test
    void an_aborted_question_is_an_interruption() {
        core.planning(Sample.pinning());
        screen.aborting();

        assertThat(run("pin", "1.1.0")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(core.asked).isEmpty();
    }

    @Test
    void without_a_terminal_and_without_yes_nothing_is_asked() {
        core.planning(Sample.pinning());

        assertThat(run("pin", "1.1.0")).isEqualTo(ExitCode.REFUSED);
        assertThat(screen.complained()).contains("CONFIRMATION_NEEDED").contains("--yes");
        assertThat(core.asked).isEmpty();
    }

    @Test
    void a_dry_run_asks_nothing_and_prints_the_plan_as_data() {
        core.planning(Sample.activation());

        assertThat(run("activate", "1.1.0", "--dry-run")).isEqualTo(ExitCode.DONE);
        assertThat(screen.printed()).contains("plan: activate 1.0.0 -> 1.1.0");
        assertThat(screen.complained()).isEmpty();
        assertThat(core.asked).isEmpty();
    }

    @Test
    void a_refused_plan_is_not_asked_also_with_yes() {
        core.planning(Sample.activation(BAD));

        assertThat(run("activate", "1.2.0", "--yes")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("activate", "1.2.0", "--dry-run")).isEqualTo(ExitCode.REFUSED);
        assertThat(core.asked).isEmpty();
    }

    @Test
    void a_taken_lock_is_busy_unless_something_else_is_wrong_too() {
        core.planning(Sample.pruning(BUSY));
        assertThat(run("prune", "--yes")).isEqualTo(ExitCode.BUSY);

        core.planning(Sample.pruning(BUSY, BAD));
        assertThat(run("prune", "--yes")).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void who_waits_for_the_lock_goes_on_when_it_is_free() {
        AtomicInteger tries = new AtomicInteger();
        core.planning(_ -> tries.incrementAndGet() < 3 ? Sample.pruning(BUSY) : Sample.pruning())
                .ending(_ -> core.asked.size() < 2
                        ? new Outcome.Refused(List.of(BUSY))
                        : new Outcome.Done("2 releases were deleted"));

        assertThat(run("prune", "--yes", "--wait", "1m")).isEqualTo(ExitCode.DONE);

        assertThat(core.asked).hasSize(2);
        assertThat(screen.complained())
                .containsOnlyOnce("waiting for up to 60 seconds")
                .contains("@40 is running");
    }

    @Test
    void while_the_lock_is_held_nothing_is_asked() {
        core.planning(Sample.pruning()).held(4).ending(new Outcome.Done("2 releases were deleted"));

        assertThat(run("prune", "--yes", "--wait", "1m")).isEqualTo(ExitCode.DONE);

        assertThat(core.asked).hasSize(1);
        assertThat(screen.complained())
                .containsOnlyOnce("the lock is held by prune @40 by berta; waiting for up to 60 seconds");
    }

    @Test
    void while_the_lock_is_held_it_is_not_planned_again() {
        AtomicInteger plans = new AtomicInteger();
        core.planning(_ -> plans.incrementAndGet() < 2 ? Sample.pruning(BUSY) : Sample.pruning())
                .held(4)
                .ending(new Outcome.Done("2 releases were deleted"));

        assertThat(run("prune", "--yes", "--wait", "1m")).isEqualTo(ExitCode.DONE);

        assertThat(plans).hasValue(2);
        assertThat(core.asked).hasSize(1);
    }

    @Test
    void a_lock_that_stays_held_is_busy_and_nothing_is_recorded() {
        core.planning(Sample.pruning()).held(Integer.MAX_VALUE);

        assertThat(run("prune", "--yes", "--wait", "1")).isEqualTo(ExitCode.BUSY);

        assertThat(screen.complained()).contains("smolotchi-release watch");
        assertThat(core.asked).isEmpty();
    }

    @Test
    void who_does_not_wait_asks_at_once() {
        core.planning(Sample.pruning()).held(Integer.MAX_VALUE).ending(new Outcome.Refused(List.of(BUSY)));

        assertThat(run("prune", "--yes")).isEqualTo(ExitCode.BUSY);

        assertThat(core.asked).hasSize(1);
    }

    @Test
    void who_waits_in_vain_is_told_that_it_is_busy() {
        core.planning(Sample.pruning(BUSY));
        long begun = System.nanoTime();

        assertThat(run("prune", "--yes", "--wait", "1")).isEqualTo(ExitCode.BUSY);

        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
        assertThat(core.asked).isEmpty();
    }

    @Test
    void nobody_waits_for_what_waiting_does_not_help() {
        core.planning(Sample.pruning(BUSY, BAD));
        assertThat(run("prune", "--yes", "--wait", "1h")).isEqualTo(ExitCode.REFUSED);
        assertThat(run("prune", "--yes", "--wait", "soon")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.complained()).contains("it is not a duration");
    }

    @Test
    void who_agreed_to_a_plan_that_has_changed_while_waiting_is_asked_again() {
        core.planning(_ -> core.asked.isEmpty() ? Sample.pruning() : Sample.pinning())
                .ending(new Outcome.Refused(List.of(BUSY)));
        screen.answering("y").answering("n");

        assertThat(run("prune", "--wait", "1m")).isEqualTo(ExitCode.REFUSED);

        assertThat(screen.questions()).hasSize(2);
        assertThat(core.asked).hasSize(1);
    }

    @Test
    void who_agreed_to_a_plan_that_has_not_changed_while_waiting_is_not_asked_again() {
        core.planning(Sample.pruning())
                .ending(_ -> core.asked.size() < 3 ? new Outcome.Refused(List.of(BUSY)) : new Outcome.Done("done"));
        screen.answering("y");

        assertThat(run("prune", "--wait", "1m")).isEqualTo(ExitCode.DONE);

        assertThat(screen.questions()).hasSize(1);
    }

    @Test
    void the_timer_yields_its_turn_to_an_operation_in_progress_and_that_is_recorded() {
        core.planning(Sample.pruning(BUSY)).ending(new Outcome.Done("skipped: the lock is held"));
        assertThat(run("prune", "--yes", "--scheduled")).isEqualTo(ExitCode.DONE);
        assertThat(core.asked).hasSize(1);

        core.planning(Sample.pruning(BAD));
        assertThat(run("prune", "--yes", "--scheduled")).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void what_was_interrupted_is_recovered_before_anything_else_is_planned() {
        core.planning(request -> switch (request) {
                    case Request.Recover _ -> Sample.pinning();
                    case Request.Prune _ -> core.asked.isEmpty() ? Sample.pruning(INTERRUPTED) : Sample.pruning();
                    default -> throw new IllegalArgumentException(request.toString());
                })
                .ending(request -> request instanceof Request.Recover
                        ? new Outcome.Abandoned(Code.INTERRUPTED, "the manager ended")
                        : new Outcome.Done("2 releases were deleted"));

        assertThat(run("prune", "--yes")).isEqualTo(ExitCode.DONE);

        assertThat(core.asked)
                .extracting(Memory.Asked::request)
                .containsExactly(new Request.Recover(false), new Request.Prune(Optional.empty(), false));
    }

    @Test
    void a_dry_run_recovers_nothing() {
        core.planning(Sample.pruning(INTERRUPTED));

        assertThat(run("prune", "--dry-run")).isEqualTo(ExitCode.REFUSED);
        assertThat(core.asked).isEmpty();
    }

    @Test
    void what_can_not_be_recovered_ends_the_command() {
        core.planning(Sample.pruning(INTERRUPTED))
                .ending(new Outcome.Stranded("start", Code.UNIT_FAILED, "both are bad"));

        assertThat(run("prune", "--yes", "--scheduled")).isEqualTo(ExitCode.STRANDED);
        assertThat(core.asked).hasSize(1);
    }

    @Test
    void what_the_timer_asks_is_put_down_to_it() {
        core.planning(Sample.pruning()).ending(new Outcome.Done(""));

        assertThat(run("prune", "--keep", "3", "--yes", "--scheduled", "--foreground"))
                .isEqualTo(ExitCode.DONE);
        assertThat(request()).isEqualTo(new Request.Prune(Optional.of(3), true));
        assertThat(core.asked.getFirst().caller()).isEqualTo(new Caller("timer", Origin.TIMER, ""));
    }

    @Test
    void the_exit_code_follows_from_the_outcome() {
        core.planning(Sample.activation());
        Map.of(
                        new Outcome.Healthy(), 0,
                        new Outcome.Unchecked(), 0,
                        new Outcome.Done("x"), 0,
                        new Outcome.Failed(Code.HOST_FAULT, "disk full"), 1,
                        new Outcome.Refused(List.of(BAD)), 3,
                        new Outcome.Refused(List.of(BUSY)), 6,
                        new Outcome.Abandoned(Code.UNIT_WOULD_NOT_STOP, "core"), 4,
                        new Outcome.Stranded("undo", Code.UNIT_FAILED, "x"), 5)
                .forEach((outcome, exit) -> {
                    core.ending(outcome);
                    assertThat(run("activate", "1.1.0", "--yes", "--foreground", "-q")
                                    .value())
                            .as(outcome.word())
                            .isEqualTo(exit);
                });
    }

    @Test
    void an_interruption_leaves_an_operation_of_another_process_alone() {
        core.planning(Sample.activation()).endless();
        screen.interrupting(ExitCode.INTERRUPTED);

        assertThat(run("activate", "1.1.0", "--yes")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.complained()).contains("@41 is recorded, and goes on").contains("watch @41");
    }

    @Test
    void an_operation_of_this_process_is_stopped_only_by_a_second_interruption() {
        core.planning(Sample.activation()).endless().carriedOutHere();
        screen.interrupting(ExitCode.INTERRUPTED).interruptingAgainAfter("interrupt again");

        assertThat(run("activate", "1.1.0", "--yes")).isEqualTo(ExitCode.STRANDED);
        assertThat(screen.complained())
                .contains("is carried out by this process: interrupt again to stop it")
                .contains("@41 is left where it is")
                .contains("next: smolotchi-release recover");
        assertThat(core.closed).isFalse();
    }

    @Test
    void the_first_interruption_cancels_what_can_be_taken_back() {
        core.planning(Sample.activation()).endless().carriedOutHere().cancelling(Optional.of(cancelled()));
        screen.interrupting(ExitCode.INTERRUPTED);

        assertThat(run("stage", "/x", "--yes")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.complained()).contains("next: smolotchi-release show @41");
        assertThat(core.closed).isTrue();

        screen.interrupting(ExitCode.TERMINATED);
        assertThat(run("stage", "/x", "--yes")).isEqualTo(ExitCode.TERMINATED);
    }

    @Test
    void what_was_done_before_it_could_be_cancelled_is_done() {
        core.planning(Sample.activation())
                .endless()
                .carriedOutHere()
                .cancelling(Optional.of(new Outcome.Done("staged")));
        screen.interrupting(ExitCode.INTERRUPTED);

        assertThat(run("stage", "/x", "--yes")).isEqualTo(ExitCode.DONE);
    }

    @Test
    void who_can_not_wait_for_a_cancellation_interrupts_again() {
        core.planning(Sample.activation()).endless().carriedOutHere().cancelling(Optional.empty());
        screen.interrupting(ExitCode.INTERRUPTED).interruptingAgainAfter("is being cancelled");

        assertThat(run("stage", "/x", "--yes")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.complained()).contains("@41 is left where it is; what it has made is taken away by the next");
        assertThat(core.closed).isFalse();
    }

    @Test
    void watching_cancels_nothing() {
        core.planning(Sample.activation()).endless().cancelling(Optional.of(cancelled()));
        screen.interrupting(ExitCode.INTERRUPTED);

        assertThat(run("stage", "/x", "--yes")).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(screen.complained()).contains("@41 is recorded, and goes on without you watching");
    }

    private static Outcome cancelled() {
        return new Outcome.Refused(List.of(Refusal.of(Code.CANCELLED, "cannot stage /x: because it was cancelled")));
    }

    @Test
    void sigterm_while_following_ends_with_its_own_code() {
        core.planning(Sample.activation()).endless();
        screen.interrupting(ExitCode.TERMINATED);

        assertThat(run("activate", "1.1.0", "--yes").value()).isEqualTo(143);
    }

    @Test
    void watch_ends_with_the_exit_code_that_the_operation_deserves() {
        assertThat(run("watch", "@9")).isEqualTo(ExitCode.RESTORED);
        assertThat(run("watch")).isEqualTo(ExitCode.REFUSED);
        assertThat(screen.complained()).contains("NOTHING_OPEN");
    }

    @Test
    void quiet_says_nothing_when_all_went_well() {
        core.planning(Sample.activation());

        assertThat(run("activate", "1.1.0", "--yes", "--foreground", "--quiet")).isEqualTo(ExitCode.DONE);
        assertThat(screen.printed() + screen.complained()).isEmpty();
    }

    @Test
    void run_carries_out_what_was_asked() {
        core.ending(new Outcome.Stranded("undo", Code.UNIT_FAILED, "x"));

        assertThat(run("run", "--id", "9")).isEqualTo(ExitCode.STRANDED);
        assertThat(core.performed).singleElement().asString().isEqualTo("9");
        assertThat(run("run")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void installing_stages_the_directory_and_activates_it_with_the_settings(@TempDir Path dir) {
        core.planning(request -> request instanceof Request.Stage ? Sample.staging() : Sample.activation())
                .ending(request ->
                        request instanceof Request.Stage ? new Outcome.Done("staged 1.1.0") : new Outcome.Healthy());
        screen.answering("y");

        ExitCode exit = run(
                "install-systemd",
                "--project-dir",
                dir.toString(),
                "--layout",
                "prod",
                "--user=pi",
                "--web-port",
                "8081",
                "--with-display",
                "--foreground");

        assertThat(exit).isEqualTo(ExitCode.DONE);
        assertThat(screen.questions()).hasSize(1);
        assertThat(core.asked)
                .extracting(Memory.Asked::request)
                .containsExactly(
                        new Request.Stage(new Source.Local(dir.toString()), Optional.of(Version.of("1.1.0"))),
                        new Request.Activate(
                                Version.of("1.1.0"),
                                false,
                                Map.of("layout", "prod", "user", "pi", "web-port", "8081", "display", "true")));
    }

    @Test
    void an_installation_whose_activation_is_refused_says_what_is_staged(@TempDir Path dir) {
        AtomicInteger activations = new AtomicInteger();
        core.planning(request -> {
                    boolean stage = request instanceof Request.Stage;
                    return stage
                            ? Sample.staging()
                            : activations.incrementAndGet() == 1 ? Sample.activation() : Sample.activation(BAD);
                })
                .ending(new Outcome.Done("staged 1.1.0"));

        assertThat(run("install-systemd", "--project-dir", dir.toString(), "--yes", "--foreground"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(screen.complained()).contains("1.1.0 is staged").contains("RELEASE_BAD");
    }

    @Test
    void what_is_known_to_be_refused_later_keeps_the_installation_from_staging(@TempDir Path dir) {
        core.planning(request -> request instanceof Request.Stage ? Sample.staging() : Sample.activation(BAD));

        assertThat(run("install-systemd", "--project-dir", dir.toString(), "--yes", "--foreground"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(screen.complained()).contains("RELEASE_BAD");
        assertThat(core.asked).isEmpty();
    }

    @Test
    void another_layout_is_a_usage_error_that_names_what_is_accepted(@TempDir Path dir) {
        assertThat(run("install-systemd", "--project-dir", dir.toString(), "--layout", "mixed"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(screen.complained()).contains("must be one of: prod");
    }

    @Test
    void a_rollback_takes_one_selector() {
        assertThat(run("rollback", "--to", "1.0.0", "--steps", "2")).isEqualTo(ExitCode.USAGE);
        core.planning(Sample.activation());

        run("rollback", "--before", "2026-10-02 14:30", "--keep-good", "--yes", "--foreground");

        Instant then = LocalDateTime.parse("2026-10-02T14:30")
                .atZone(ZoneId.systemDefault())
                .toInstant();
        assertThat(request())
                .isEqualTo(new Request.Rollback(Optional.empty(), Optional.empty(), Optional.of(then), true));
    }

    @Test
    void a_fault_is_exit_code_1_and_shows_its_stack_only_with_debug() {
        core.planning(_ -> {
            throw new IllegalStateException("the bus is gone");
        });

        assertThat(run("recover", "--yes")).isEqualTo(ExitCode.FAULT);
        assertThat(screen.complained()).contains("the bus is gone").doesNotContain("\tat ");
        run("recover", "--yes", "--debug");
        assertThat(screen.complained()).contains("\tat ");
        assertThat(screen.printed()).isEmpty();
    }

    @Test
    void a_local_source_is_asked_for_by_its_absolute_path() {
        core.planning(Sample.staging()).ending(new Outcome.Done(""));

        run("stage", "some dir/ü", "--version", "2.0", "--yes", "--foreground");

        assertThat(request())
                .isEqualTo(new Request.Stage(
                        new Source.Local(Path.of("some dir/ü").toAbsolutePath().toString()),
                        Optional.of(Version.of("2.0"))));
    }
}
