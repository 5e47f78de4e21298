package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Below another root, where what is about running units is skipped and says so. */
class DoctorTest {

    @TempDir
    static Path sources;

    private static InstalledTemplate template;

    @TempDir
    Path root;

    private OfflineMachine machine;

    @BeforeAll
    static void template() {
        template = new InstalledTemplate(sources);
    }

    @BeforeEach
    void machine() {
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private void installed() {
        machine.close();
        template.copyTo(root);
        machine = new OfflineMachine(root);
    }

    private Diagnosis diagnosis() {
        return machine.core().inquiries().diagnosis();
    }

    private Diagnosis.Line line(String check) {
        return diagnosis().lines().stream()
                .filter(line -> line.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private List<String> wrong() {
        return diagnosis().lines().stream()
                .filter(Diagnosis.Line::wrong)
                .map(Diagnosis.Line::check)
                .toList();
    }

    @Test
    void an_empty_machine_needs_no_hand() {
        assertThat(wrong()).isEmpty();
        assertThat(line("current").verdict()).isEqualTo("note");
        assertThat(line("catalog").verdict()).isEqualTo("note");
    }

    @Test
    void a_machine_with_a_release_is_well_and_what_runs_is_skipped_with_a_reason() {
        installed();

        assertThat(diagnosis().well()).as(diagnosis().toString()).isTrue();
        assertThat(line("files").result()).endsWith("installed files are as recorded");
        assertThat(List.of("reload", "units", "running", "timers"))
                .allSatisfy(check -> assertThat(line(check).result()).isEqualTo("systemd does not run for this root"));
    }

    @Test
    void a_unit_that_was_edited_or_removed_is_drift() throws IOException {
        installed();
        Path units = root.resolve("etc/systemd/system");
        Files.writeString(units.resolve("smolotchi-core.service"), "[Service]\nExecStart=/bin/true\n");
        Files.delete(units.resolve("smolotchi-web.service.d/50-smolotchi-release.conf"));

        assertThat(wrong()).containsExactly("files");
        assertThat(line("files").details())
                .containsExactlyInAnyOrder(
                        "/etc/systemd/system/smolotchi-core.service: changed",
                        "/etc/systemd/system/smolotchi-web.service.d/50-smolotchi-release.conf: gone");
        assertThat(line("files").mending()).as("somebody has to decide").isEmpty();
    }

    @Test
    void a_link_that_no_install_section_asks_for_is_stale_and_a_mask_is_not() throws IOException {
        installed();
        Path units = root.resolve("etc/systemd/system");
        Files.createDirectories(units.resolve("graphical.target.wants"));
        Files.createSymbolicLink(
                units.resolve("graphical.target.wants/smolotchi-web.service"),
                Path.of("/etc/systemd/system/smolotchi-web.service"));
        Files.delete(units.resolve("smolotchi-core.service"));
        Files.createSymbolicLink(units.resolve("smolotchi-core.service"), Path.of("/dev/null"));

        assertThat(line("enablement").verdict()).isEqualTo("note");
        assertThat(line("enablement").details())
                .containsExactly("/etc/systemd/system/graphical.target.wants/smolotchi-web.service");
        assertThat(line("enablement").remedy()).isEqualTo("systemctl reenable smolotchi-web.service");

        Files.delete(units.resolve("graphical.target.wants/smolotchi-web.service"));
        assertThat(line("enablement").result()).isEqualTo("masked: smolotchi-core.service");
        assertThat(wrong()).isEmpty();
    }

    @Test
    void directories_with_another_mode_or_none_at_all_are_mended() throws IOException {
        installed();
        Path state = root.resolve("var/lib/smolotchi");
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(line("directories").details()).containsExactly("/var/lib/smolotchi: its mode is not 755");
        Files.delete(state);
        assertThat(line("directories").details()).containsExactly("/var/lib/smolotchi is not there");
        assertThat(diagnosis().mendings()).hasSize(1);

        assertThat(machine.carryOut(new Request.Mend())).isInstanceOf(Outcome.Done.class);

        assertThat(diagnosis().well()).as(diagnosis().toString()).isTrue();
        assertThat(state).isDirectory();
        assertThat(machine.core().changes().plan(new Request.Mend()).nothingToDo())
                .isTrue();
    }

    @Test
    void a_tmpfiles_configuration_that_is_gone_or_declares_too_little_is_told() throws IOException {
        installed();
        Path file = root.resolve("etc/tmpfiles.d/smolotchi.conf");
        assertThat(line("tmpfiles").result()).contains("declares /run/smolotchi, /run/smolotchi/locks");

        Files.writeString(file, "d /run/smolotchi 0755 smolotchi smolotchi -\n");
        assertThat(line("tmpfiles").result())
                .isEqualTo("/etc/tmpfiles.d/smolotchi.conf does not declare /run/smolotchi/locks");
        Files.delete(file);
        assertThat(line("tmpfiles").result()).isEqualTo("/etc/tmpfiles.d/smolotchi.conf is not there");
        assertThat(line("tmpfiles").remedy()).endsWith("--overwrite-drift");
        assertThat(wrong()).containsExactlyInAnyOrder("tmpfiles", "files");
    }

    @Test
    void too_little_space_is_told_with_the_place() throws IOException {
        Path file = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "store:\n  reserve-mebibytes: 1000000\n");
        machine.close();
        machine = new OfflineMachine(root);

        assertThat(wrong()).containsExactly("space");
        assertThat(line("space").details()).singleElement().asString().contains(root.toString(), " free, ", " inodes");
        assertThat(line("space").remedy()).isEqualTo("smolotchi-release prune");
    }

    @Test
    void where_no_interpreter_is_usable_what_was_tried_is_named() {
        installed();
        assertThat(line("interpreter").verdict()).isEqualTo("note");
        assertThat(line("interpreter").details()).anyMatch(tried -> tried.contains("/usr/bin/python3"));
    }

    @Test
    void an_account_that_is_gone_is_made_again() throws IOException {
        installed();
        Path passwd = root.resolve("etc/passwd");
        Files.writeString(passwd, Files.readString(passwd).replaceAll("(?m)^smolotchi:.*\n", ""));
        assertThat(line("accounts").result()).isEqualTo("user smolotchi missing");

        machine.carryOut(new Request.Mend());

        assertThat(line("accounts").verdict()).isEqualTo("well");
    }

    @Test
    void what_is_current_has_to_be_what_the_history_says() throws IOException {
        installed();
        machine.stage(Sample.tree("1.1.0", sources));
        Path link = root.resolve("opt/smolotchi/current");
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("releases/1.1.0"));
        assertThat(line("current").result()).isEqualTo("the link names 1.1.0, the history 1.0.0");

        Files.delete(link);
        Files.createDirectory(link);
        assertThat(line("current").result()).contains("is a directory, not a link");
        assertThat(line("current").verdict()).isEqualTo("wrong");
    }

    @Test
    void settings_that_can_not_be_used_are_named_with_their_line() throws IOException {
        installed();
        Path file = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "web:\n  prot: 80\n");
        machine.close();
        machine = new OfflineMachine(root);

        assertThat(wrong()).containsExactly("settings");
        assertThat(line("settings").details()).singleElement().asString().contains("prot");
    }

    @Test
    void a_catalog_that_is_gone_is_told_and_keeps_no_other_check_from_looking() throws IOException {
        installed();
        machine.close();
        try (var files = Files.list(root.resolve("var/lib/smolotchi-release"))) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith("catalog.db"))
                    .toList()) {
                Files.delete(file);
            }
        }
        machine = new OfflineMachine(root);

        assertThat(line("catalog").remedy()).isEqualTo("smolotchi-release catalog rebuild");
        assertThat(diagnosis().lines())
                .hasSize(16)
                .noneMatch(line -> line.result().startsWith("could not look"));
    }

    @Test
    void a_clock_before_the_last_row_of_the_history_is_wrong() {
        installed();
        Core core = Core.open(
                new HostRoot(root),
                CoreOptions.inThisProcess(),
                Clock.offset(Clock.systemUTC(), Duration.ofDays(-400)));
        try (core) {
            assertThat(core.inquiries().diagnosis().lines())
                    .filteredOn(line -> line.check().equals("clock"))
                    .singleElement()
                    .extracting(Diagnosis.Line::verdict)
                    .isEqualTo("wrong");
        }
    }
}
