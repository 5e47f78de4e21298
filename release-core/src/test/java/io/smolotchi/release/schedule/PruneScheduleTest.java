package io.smolotchi.release.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagers;
import io.smolotchi.release.systemd.SystemdAnalyze;
import io.smolotchi.release.units.OwnUnits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Below another root, with the systemd tools of this machine. */
class PruneScheduleTest {

    private static final List<String> PACKAGED = List.of("/usr/bin/smolotchi-release");

    @TempDir
    Path root;

    private final Processes processes = new LocalProcesses();

    private PruneSchedule schedule(List<String> command) {
        HostRoot host = new HostRoot(root);
        ServiceManager systemd = ServiceManagers.forRoot(root, processes);
        return new PruneSchedule(host, systemd, new SystemdAnalyze(processes), new OwnUnits(host), command);
    }

    private Path unit(String name) {
        return root.resolve("etc/systemd/system").resolve(name);
    }

    @Test
    void enabling_writes_both_units_and_enables_the_timer_alone() throws Exception {
        PruneSchedule schedule = schedule(PACKAGED);

        assertThat(schedule.plan(Optional.of("daily")).effects())
                .containsExactly(
                        "write and enable, but not start, smolotchi-release-prune.timer (OnCalendar=daily)",
                        "write smolotchi-release-prune.service");
        assertThat(schedule.set(Optional.of("daily"), Progress.none())).isInstanceOf(Outcome.Done.class);

        assertThat(Files.readString(unit("smolotchi-release-prune.timer")))
                .contains("OnCalendar=daily\n", "Persistent=true\n");
        assertThat(Files.readString(unit("smolotchi-release-prune.service")))
                .contains(
                        "ExecStart=\"/usr/bin/smolotchi-release\" \"prune\" \"--yes\" \"--scheduled\" \"--foreground\"\n");
        assertThat(unit("timers.target.wants/smolotchi-release-prune.timer")).isSymbolicLink();
        assertThat(schedule.calendar()).contains("daily");
        assertThat(schedule.next()).isPresent();
    }

    @Test
    void what_is_so_already_is_nothing_to_do_and_another_time_is_a_change() {
        PruneSchedule schedule = schedule(PACKAGED);
        schedule.set(Optional.of("daily"), Progress.none());

        assertThat(schedule.plan(Optional.of("daily")).nothingToDo()).isTrue();
        assertThat(schedule.plan(Optional.of("Sun 04:00")).nothingToDo()).isFalse();
        schedule.set(Optional.of("Sun 04:00"), Progress.none());
        assertThat(schedule.calendar()).contains("Sun 04:00");
    }

    @Test
    void disabling_leaves_nothing_behind() {
        PruneSchedule schedule = schedule(PACKAGED);
        schedule.set(Optional.of("daily"), Progress.none());

        assertThat(schedule.plan(Optional.empty()).effects())
                .containsExactly(
                        "disable and remove smolotchi-release-prune.timer", "remove smolotchi-release-prune.service");
        schedule.set(Optional.empty(), Progress.none());

        assertThat(unit("smolotchi-release-prune.timer")).doesNotExist();
        assertThat(unit("smolotchi-release-prune.service")).doesNotExist();
        assertThat(Files.exists(unit("timers.target.wants/smolotchi-release-prune.timer")))
                .isFalse();
        assertThat(schedule.calendar()).isEmpty();
        assertThat(schedule.next()).isEmpty();
        assertThat(schedule.plan(Optional.empty()).nothingToDo()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sometimes", "daily\nExecStart=/bin/sh", "Sun 25:00", "--help"})
    void what_is_no_calendar_event_is_refused_and_writes_nothing(String calendar) {
        PruneSchedule schedule = schedule(PACKAGED);

        assertThat(codes(schedule.plan(Optional.of(calendar)))).containsExactly(Code.SCHEDULE_INVALID);
        assertThat(schedule.set(Optional.of(calendar), Progress.none())).isInstanceOf(Outcome.Refused.class);
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void without_a_program_to_start_there_is_no_timer() {
        assertThat(codes(schedule(List.of()).plan(Optional.of("daily")))).containsExactly(Code.NO_SERVICE_MANAGER);
    }

    @Test
    void a_program_that_only_this_machine_may_have_is_named() {
        assertThat(schedule(List.of("/home/anna/checkout/bin/smolotchi-release"))
                        .plan(Optional.of("daily"))
                        .effects())
                .anySatisfy(effect -> assertThat(effect)
                        .contains(
                                "/home/anna/checkout/bin/smolotchi-release",
                                "a path of this machine",
                                root.toString()));
    }

    private static List<Code> codes(SmallPlan plan) {
        return plan.refusals().stream().map(Refusal::code).toList();
    }
}
