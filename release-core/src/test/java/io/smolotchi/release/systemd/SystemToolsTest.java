package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemToolsTest {

    private static final UnitName CORE = UnitName.of("smolotchi-core.service");

    @TempDir
    private Path directory;

    private final Processes processes = new LocalProcesses();

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Nested
    class Verification {

        private List<UnitFinding> verify(Path... units) {
            return verify(_ -> false, units);
        }

        private List<UnitFinding> verify(Predicate<String> willBeThere, Path... units) {
            return new SystemdAnalyze(processes).verify(List.of(units), willBeThere);
        }

        @Test
        void has_nothing_to_say_about_good_units() throws IOException {
            Path core = file(
                    CORE.value(),
                    "[Unit]\nWants=smolotchi-web.service\n[Service]\nUser=daemon\nExecStart=/bin/sleep 1\n[Install]\nWantedBy=multi-user.target\n");
            Path web = file(
                    "smolotchi-web.service",
                    "[Unit]\nRequires=smolotchi-core.service\n[Service]\nExecStart=/bin/sleep 1\n");
            assertThat(verify(core, web)).isEmpty();
        }

        @Test
        void names_unit_and_line_of_a_misspelt_key() throws IOException {
            Path core = file(CORE.value(), "[Service]\nExecStart=/bin/sleep 1\nRestrat=always\n");
            assertThat(verify(core))
                    .containsExactly(new UnitFinding(
                            Optional.of(CORE), 3, "Unknown key 'Restrat' in section [Service], ignoring."));
        }

        @Test
        void loses_no_complaint_that_names_no_unit_and_leaves_those_of_the_machine_to_it() throws IOException {
            Path core = file(CORE.value(), "[Service]\nExecStart=/bin/sleep 1\n");
            Processes odd = _ -> new Finished(0, "", """
                    /lib/systemd/system/other.service:3: Unknown key 'X' in section [Unit], ignoring.
                    other.socket: Cannot add dependency job, ignoring.
                    Something is odd
                    """, false);

            assertThat(new SystemdAnalyze(odd).verify(List.of(core), _ -> false))
                    .containsExactly(new UnitFinding(Optional.empty(), 0, "Something is odd"));
        }

        @Test
        void reads_drop_ins_beside_the_unit() throws IOException {
            Path core = file(CORE.value(), "[Service]\nExecStart=/bin/sleep 1\n");
            Files.createDirectories(directory.resolve(CORE + ".d"));
            file(CORE + ".d/50-ours.conf", "[Service]\nUsr=nobody\n");
            assertThat(verify(core))
                    .containsExactly(new UnitFinding(
                            Optional.of(CORE), 2, "50-ours.conf: Unknown key 'Usr' in section [Service], ignoring."));
        }

        @Test
        void misses_a_program_unless_it_will_be_there() throws IOException {
            Path core = file(
                    CORE.value(), "[Service]\nExecStart=/opt/smolotchi-none/current/python -m smolotchi.cli core\n");
            assertThat(verify(core)).singleElement().satisfies(finding -> {
                assertThat(finding.unit()).contains(CORE);
                assertThat(finding.missingProgram()).contains("/opt/smolotchi-none/current/python");
            });
            assertThat(verify("/opt/smolotchi-none/current/python"::equals, core))
                    .isEmpty();
        }

        @Test
        void finds_a_service_that_can_not_be_started() throws IOException {
            Path core = file(CORE.value(), "[Service]\nRestart=always\n");
            assertThat(verify(core))
                    .isNotEmpty()
                    .allSatisfy(finding -> assertThat(finding.unit()).contains(CORE));
        }

        @Test
        void finds_a_calendar_that_is_none() throws IOException {
            Path timer = file("smolotchi-prune.timer", "[Timer]\nOnCalendar=dayly\n");
            file("smolotchi-prune.service", "[Service]\nType=oneshot\nExecStart=/bin/true\nTypo=1\n");
            assertThat(verify(timer))
                    .extracting(UnitFinding::unit)
                    .isNotEmpty()
                    .containsOnly(Optional.of(UnitName.of("smolotchi-prune.timer")));
        }

        @Test
        void asks_nobody_about_nothing() {
            assertThat(verify()).isEmpty();
        }
    }

    @Nested
    class Calendar {

        private Optional<CalendarEvent> calendar(String expression) {
            return new SystemdAnalyze(processes).calendar(expression);
        }

        @Test
        void is_normalised_and_told_when() {
            assertThat(calendar("2031-02-03 04:05 UTC")).hasValueSatisfying(event -> {
                assertThat(event.normalized()).isEqualTo("2031-02-03 04:05:00 UTC");
                assertThat(event.next()).hasValueSatisfying(at -> assertThat(at).isEqualTo("2031-02-03T04:05:00Z"));
            });
        }

        @Test
        void may_never_come_again() {
            assertThat(calendar("2001-01-01"))
                    .hasValueSatisfying(event -> assertThat(event.next()).isEmpty());
        }

        @ParameterizedTest
        @ValueSource(strings = {"dayly", "", " ", "-x", "--help", "25:00"})
        void is_refused_when_it_is_none(String expression) {
            assertThat(calendar(expression)).isEmpty();
        }

        @Test
        void is_read_in_any_zone() {
            assertThat(CalendarEvent.parse("""
                              Original form: daily
                            Normalized form: *-*-* 00:00:00
                                Next elapse: Wed 2026-11-25 00:00:00 CET
                                   (in UTC): Tue 2026-11-24 23:00:00 UTC
                                   From now: 12h left
                            """))
                    .hasValueSatisfying(event -> assertThat(event.next())
                            .hasValueSatisfying(at -> assertThat(at).isEqualTo("2026-11-24T23:00:00Z")));
        }
    }

    @Nested
    class Accounts {

        @Test
        void users_and_directories_are_made_below_another_root(@TempDir Path root) throws IOException {
            Files.createDirectory(root.resolve("etc"));
            HostAccounts accounts = new HostAccounts(root, processes);
            accounts.createUsers(file("users.conf", "u smolotest - \"Application\" /var/lib/smolotest\n"));
            accounts.createDirectories(file("directories.conf", "d /var/lib/smolotest 0750 smolotest smolotest -\n"));
            assertThat(root.resolve("etc/passwd")).content().startsWith("smolotest:x:");
            assertThat(root.resolve("var/lib/smolotest")).isDirectory();
            assertThat(Path.of("/var/lib/smolotest")).doesNotExist();
        }

        @Test
        void a_line_that_can_not_be_read_is_named(@TempDir Path root) throws IOException {
            HostAccounts accounts = new HostAccounts(root, processes);
            Path bad = file("bad.conf", "d /var/lib/smolotest 0750 nosuch nosuch -\nbogus line\n");
            assertThatExceptionOfType(ServiceManagerException.class)
                    .isThrownBy(() -> accounts.createDirectories(bad))
                    .withMessageContaining("bad.conf:1: Failed to resolve user 'nosuch'")
                    .withMessageContaining("bad.conf:2:");
            Path worse = file("worse.conf", "u x y z bogus foo bar\n");
            assertThatExceptionOfType(ServiceManagerException.class)
                    .isThrownBy(() -> accounts.createUsers(worse))
                    .withMessageContaining("cannot create the users of")
                    .withMessageContaining("worse.conf:1:");
        }
    }
}
