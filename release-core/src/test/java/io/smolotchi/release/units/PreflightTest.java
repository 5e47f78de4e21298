package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.descriptor.SettingsFile;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real systemd-analyze. */
class PreflightTest {

    @TempDir
    Path dir;

    private Releases release;
    private Machine machine;

    @BeforeEach
    void begin() throws IOException {
        release = new Releases(dir.resolve("release"))
                .with("smolotchi/cli.py", "")
                .with("smolotchi/ai/worker.py", "");
        machine = new Machine(dir.resolve("root"));
        machine.file("usr/bin/python3", "", 0755).file("etc/passwd", "root:x:0:0::/root:/bin/sh\n");
    }

    @Test
    void the_sample_passes_on_this_machine() {
        Findings findings = preflight(new HostRoot(Path.of("/")), Application.defaults(), Releases.SAMPLE);

        assertThat(findings.refusals()).isEmpty();
        assertThat(findings.warnings()).isEmpty();
    }

    @Test
    void the_built_in_units_pass_below_another_root() {
        assertThat(check().refusals()).isEmpty();
    }

    @Test
    void a_key_that_systemd_does_not_know_is_refused() {
        release.core("Typo=1");

        assertThat(check().refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.UNIT_INVALID);
            assertThat(refusal.what())
                    .startsWith(
                            "cannot install smolotchi-core.service: systemd says of smolotchi-core.service:3: Unknown key 'Typo' in section [Service]");
        });
    }

    @Test
    void a_value_that_systemd_does_not_understand_is_refused() {
        release.core("TimeoutStopSec=soon")
                .with(Releases.UNITS + "smolotchi-prune.timer", "[Timer]\nOnCalendar=someday\n");

        assertThat(check().refusals())
                .extracting(Refusal::what)
                .anyMatch(what -> what.contains("smolotchi-core.service:3"))
                .anyMatch(what -> what.contains("smolotchi-prune.timer:2"));
    }

    @Test
    void a_user_that_nobody_makes_is_refused() {
        Application host = SettingsFile.parse("policy: {groups: [video, nosuch]}");
        release.core("SupplementaryGroups=nosuch")
                .with(Releases.UNITS + "sysusers.d/smolotchi.conf", "g smolotchi -\n");

        assertThat(preflight(new HostRoot(machine.dir), host, release.dir).refusals())
                .extracting(Refusal::what)
                .containsExactly(
                        "cannot install units: they run as user smolotchi, which does not exist and is not made by sysusers.d",
                        "cannot install units: they run as group nosuch, which does not exist and is not made by sysusers.d");
    }

    @Test
    void a_program_that_is_not_there_is_refused() {
        Application host = SettingsFile.parse("units: {exec: shipped}");
        release.with(
                Releases.UNITS + "smolotchi-core.service",
                "[Service]\nExecStart=/usr/local/bin/smolotchi core\nExecStartPre=-/bin/nothing\n");

        assertThat(preflight(new HostRoot(machine.dir), host, release.dir).refusals())
                .extracting(Refusal::what)
                .containsExactly(
                        "cannot install smolotchi-core.service: ExecStart= runs /usr/local/bin/smolotchi, which is not"
                                + " there or not executable");
    }

    @Test
    void a_program_outside_the_release_is_worth_a_warning() {
        Application host = SettingsFile.parse("units: {exec: shipped}");
        machine.file("usr/local/bin/smolotchi", "", 0755);
        release.with(Releases.UNITS + "smolotchi-core.service", "[Service]\nExecStart=/usr/local/bin/smolotchi core\n");

        Findings findings = preflight(new HostRoot(machine.dir), host, release.dir);

        assertThat(findings.refusals()).isEmpty();
        assertThat(findings.warnings()).singleElement().asString().contains("is no part of the release");
    }

    @Test
    void a_program_of_the_release_is_found_before_the_switch() throws IOException {
        Application host = SettingsFile.parse("units: {exec: shipped}");
        release.with("bin/run", "")
                .with(
                        Releases.UNITS + "smolotchi-core.service",
                        "[Service]\nExecStart=/opt/smolotchi/current/bin/run core\n");
        Files.setPosixFilePermissions(release.dir.resolve("bin/run"), DiskPlaces.permissions(0555));

        assertThat(preflight(new HostRoot(machine.dir), host, release.dir).refusals())
                .isEmpty();
    }

    @Test
    void a_venv_whose_interpreter_is_a_link_is_followed_below_the_root() throws IOException {
        Path bin = Files.createDirectories(release.dir.resolve(".venv/bin"));
        Files.createSymbolicLink(bin.resolve("python"), Path.of("python3"));
        Files.createSymbolicLink(bin.resolve("python3"), Path.of("/usr/bin/python3"));
        String interpreter = "/opt/smolotchi/current/.venv/bin/python";

        assertThat(check(interpreter).refusals()).isEmpty();

        machine.delete("usr/bin/python3");
        assertThat(check(interpreter).refusals())
                .isNotEmpty()
                .allMatch(refusal -> refusal.code() == Code.INTERPRETER_MISSING);
    }

    @Test
    void an_interpreter_that_an_image_lacks_is_worth_a_warning() {
        machine.delete("usr/bin/python3");

        Findings findings = check();

        assertThat(findings.refusals()).isEmpty();
        assertThat(findings.warnings())
                .singleElement()
                .asString()
                .startsWith("the interpreter /usr/bin/python3 is not there");
    }

    @Test
    void a_module_that_the_release_lacks_is_refused() throws IOException {
        Files.delete(release.dir.resolve("smolotchi/ai/worker.py"));

        assertThat(check().refusals())
                .singleElement()
                .extracting(Refusal::what)
                .isEqualTo("cannot install smolotchi-ai-worker.service: the release has no module smolotchi.ai.worker,"
                        + " which smolotchi-ai-worker.service runs");
    }

    @Test
    void directories_and_environment_files_that_are_not_there_are_refused() {
        Application host = SettingsFile.parse("directories: {state: /srv/smolotchi}");
        release.core("EnvironmentFile=/etc/smolotchi/environment", "EnvironmentFile=-/etc/smolotchi/other")
                .with(Releases.UNITS + "tmpfiles.d/smolotchi.conf", "d /run/smolotchi 0755 - - -\n");

        List<Refusal> refusals =
                preflight(new HostRoot(machine.dir), host, release.dir).refusals();

        assertThat(refusals)
                .extracting(Refusal::what)
                .anyMatch(what -> what.contains("EnvironmentFile= names /etc/smolotchi/environment"))
                .anyMatch(what -> what.contains("WorkingDirectory= names /srv/smolotchi"))
                .noneMatch(what -> what.contains("other"));
    }

    @Test
    void nothing_is_left_behind() throws IOException {
        long before = leftOvers();

        check();

        assertThat(leftOvers()).isEqualTo(before);
    }

    private static long leftOvers() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("smolotchi-release-preflight"))
                    .count();
        }
    }

    private Findings check() {
        return check("/usr/bin/python3");
    }

    private Findings check(String interpreter) {
        Application application = Application.defaults();
        Placement placement = Placement.prod(application, interpreter);
        UnitSet set = new UnitRenderer(application)
                .render(release.dir, ReleaseDescriptor.none(), placement)
                .set();
        return new Preflight(new HostRoot(machine.dir), application, new LocalProcesses())
                .check(set, placement, release.dir);
    }

    private static Findings preflight(HostRoot root, Application application, Path release) {
        Placement placement = Placement.prod(application, "/usr/bin/python3");
        Rendering rendering = new UnitRenderer(application).render(release, ReleaseDescriptor.none(), placement);
        assertThat(rendering.refusals()).isEmpty();
        return new Preflight(root, application, new LocalProcesses()).check(rendering.set(), placement, release);
    }
}
