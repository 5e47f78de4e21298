package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.descriptor.SettingsFile;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitRendererTest {

    private static final Application DEFAULTS = Application.defaults();

    @TempDir
    Path dir;

    @Test
    void the_sample_gets_a_working_set() throws IOException {
        Rendering rendering = new Releases(Releases.SAMPLE).render();

        assertThat(rendering.refusals()).isEmpty();
        Golden.check("sample-prod.txt", text(rendering));
    }

    @Test
    void a_release_without_units_gets_the_built_in_ones() throws IOException {
        Rendering rendering = new Releases(dir).render();

        assertThat(rendering.refusals()).isEmpty();
        Golden.check("built-in-prod.txt", text(rendering));
    }

    @Test
    void all_six_units_are_there_and_five_are_started() {
        UnitSet set = new Releases(Releases.SAMPLE).render().set();

        assertThat(set.units()).hasSize(6);
        assertThat(set.optional()).containsExactly(UnitName.of("smolotchi-display.service"));
        assertThat(set.started())
                .containsExactly(
                        UnitName.of("smolotchi-ai-worker.service"),
                        UnitName.of("smolotchi-core.service"),
                        UnitName.of("smolotchi-display.service"),
                        UnitName.of("smolotchi-prune.timer"),
                        UnitName.of("smolotchi-web.service"));
        assertThat(set.triggers()).containsExactly(UnitName.of("smolotchi-prune.timer"));
    }

    @Test
    void what_is_left_out_is_said() {
        assertThat(new Releases(Releases.SAMPLE).render().warnings())
                .anyMatch(warning -> warning.startsWith("smolotchi-core-net.service is shipped and not installed"))
                .anyMatch(warning -> warning.startsWith("smolotchi-ai.service is shipped and not installed"))
                .anyMatch(warning -> warning.startsWith("dropins/hardening.conf is left out"))
                .hasSize(4);
    }

    @Test
    void a_shipped_unit_is_installed_as_it_is() throws IOException {
        UnitSet set = new Releases(Releases.SAMPLE).render().set();

        String shipped = Files.readString(Releases.SAMPLE.resolve(Releases.UNITS + "smolotchi-core.service"));
        assertThat(set.file("/etc/systemd/system/smolotchi-core.service")
                        .orElseThrow()
                        .content())
                .isEqualTo(shipped);
    }

    @Test
    void the_layout_has_the_last_word_over_a_shipped_unit() {
        EffectiveUnit display =
                new Releases(Releases.SAMPLE).render().set().effective(UnitName.of("smolotchi-display.service"));

        assertThat(display.last("Service", "WorkingDirectory")).contains("/var/lib/smolotchi");
        assertThat(display.all("Service", "ExecStart")).containsExactly("/usr/bin/python3 -m smolotchi.cli display");
        assertThat(display.all("Service", "ReadOnlyPaths")).containsExactly("/opt/smolotchi/current");
        assertThat(display.last("Service", "RuntimeDirectoryPreserve")).contains("yes");
    }

    @Test
    void a_shipped_command_stays_when_the_host_wants_it() {
        Application host = SettingsFile.parse("units: {exec: shipped}");

        UnitSet set = new Releases(Releases.SAMPLE).render(host).set();

        assertThat(set.effective(UnitName.of("smolotchi-core.service")).all("Service", "ExecStart"))
                .containsExactly("/usr/local/bin/smolotchi core");
        assertThat(set.effective(UnitName.of("smolotchi-ai-worker.service")).all("Service", "ExecStart"))
                .containsExactly("/usr/bin/python3 -m smolotchi.ai.worker");
    }

    @Test
    void without_a_display_its_unit_is_not_installed() {
        UnitSet set = new Releases(Releases.SAMPLE)
                .render(DEFAULTS.with(Map.of("display", "false")))
                .set();

        assertThat(set.units()).hasSize(5);
    }

    @Test
    void options_reach_the_units() {
        Application host = DEFAULTS.with(Map.of("user", "pi", "web-bind", "::1", "web-port", "81"));

        UnitSet set = new Releases(dir).render(host).set();

        EffectiveUnit web = set.effective(UnitName.of("smolotchi-web.service"));
        assertThat(web.last("Service", "User")).contains("pi");
        assertThat(web.all("Service", "Environment"))
                .contains("SMOLOTCHI_WEB_BIND=::1", "SMOLOTCHI_WEB_PORT=81", "SMOLOTCHI_WEB_SERVER=auto");
        assertThat(set.file("/etc/tmpfiles.d/smolotchi.conf").orElseThrow().content())
                .contains("d /run/smolotchi/locks 0755 pi pi -");
    }

    @Test
    void accounts_of_a_release_give_way_to_those_of_the_host() {
        Rendering rendering = new Releases(Releases.SAMPLE).render(DEFAULTS.with(Map.of("user", "pi")));

        assertThat(rendering
                        .set()
                        .file("/etc/sysusers.d/smolotchi.conf")
                        .orElseThrow()
                        .content())
                .startsWith("u pi -");
        assertThat(rendering.warnings())
                .anyMatch(warning -> warning.contains("sysusers.d/smolotchi.conf is for other accounts"));
        assertThat(rendering.refusals()).isEmpty();
        assertThat(rendering
                        .set()
                        .effective(UnitName.of("smolotchi-core.service"))
                        .last("Service", "User"))
                .contains("pi");
    }

    @Test
    void drop_ins_of_a_release_come_before_ours() {
        UnitSet set = new Releases(dir)
                .core()
                .with(Releases.UNITS + "dropins/smolotchi-core.service.d/99-z.conf", "[Service]\nNice=5\n")
                .render()
                .set();

        assertThat(set.files().stream()
                        .map(UnitFile::path)
                        .filter(path -> path.contains("core.service.d/"))
                        .toList())
                .containsExactly(
                        "/etc/systemd/system/smolotchi-core.service.d/40-smolotchi-release-99-z.conf",
                        "/etc/systemd/system/smolotchi-core.service.d/50-smolotchi-release.conf");
        assertThat(set.effective(UnitName.of("smolotchi-core.service")).last("Service", "Nice"))
                .contains("5");
    }

    @Test
    void a_mapped_loose_drop_in_is_installed_for_the_units_it_is_mapped_to() {
        UnitSet set = new Releases(dir)
                .with("release.yaml", "units: {drop-ins: {nice.conf: [smolotchi-web.service]}}")
                .with(Releases.UNITS + "dropins/nice.conf", "[Service]\nNice=5\n")
                .render()
                .set();

        assertThat(set.effective(UnitName.of("smolotchi-web.service")).last("Service", "Nice"))
                .contains("5");
        assertThat(set.effective(UnitName.of("smolotchi-core.service")).last("Service", "Nice"))
                .isEmpty();
    }

    @Test
    void a_unit_that_release_yaml_names_is_installed_too() {
        UnitSet set = new Releases(dir)
                .with("release.yaml", "units: {install: [smolotchi-mood.service]}")
                .with(Releases.UNITS + "smolotchi-mood.service", "[Service]\nExecStart=/usr/bin/python3 -m mood\n")
                .render()
                .set();

        EffectiveUnit mood = set.effective(UnitName.of("smolotchi-mood.service"));
        assertThat(mood.all("Service", "ExecStart")).containsExactly("/usr/bin/python3 -m mood");
        assertThat(mood.last("Service", "User")).contains("smolotchi");
    }

    @Test
    void a_resolved_layout_names_the_release_and_a_project_its_tree() {
        UnitName core = UnitName.of("smolotchi-core.service");
        Placement resolved = Placement.resolved(DEFAULTS, Version.of("1.0.0"), "/usr/bin/python3");
        Placement project = Placement.project("/home/pi/smolotchi", "/home/pi/smolotchi/.venv/bin/python");

        EffectiveUnit one = rendered(resolved).effective(core);
        assertThat(one.all("Service", "ReadOnlyPaths")).containsExactly("/opt/smolotchi/releases/1.0.0");
        assertThat(one.all("Service", "Environment")).contains("PYTHONPATH=/opt/smolotchi/releases/1.0.0");

        EffectiveUnit other = rendered(project).effective(core);
        assertThat(other.all("Service", "ReadOnlyPaths")).isEmpty();
        assertThat(other.last("Service", "ProtectHome")).contains("read-only");
        assertThat(other.last("Service", "WorkingDirectory")).contains("/var/lib/smolotchi");
        assertThat(other.all("Service", "ExecStart"))
                .containsExactly("/home/pi/smolotchi/.venv/bin/python -m smolotchi.cli core");
    }

    @Test
    void a_path_that_means_something_to_systemd_is_refused() {
        for (String path : List.of("/home/a b", "/home/%h", "/home/a\nUser=root", "/x\"", "/x/../y", "x", "/$HOME")) {
            assertThatThrownBy(() -> Placement.project(path, "/usr/bin/python3"))
                    .isInstanceOf(Refused.class);
            assertThatThrownBy(() -> Placement.project("/srv/x", path)).isInstanceOf(Refused.class);
        }
    }

    private UnitSet rendered(Placement placement) {
        return new UnitRenderer(DEFAULTS)
                .render(dir, ReleaseDescriptor.none(), placement)
                .set();
    }

    private static String text(Rendering rendering) {
        return rendering.set().files().stream()
                .map(file -> "=== %s %o%n%s".formatted(file.path(), file.mode(), file.content()))
                .collect(Collectors.joining("\n"));
    }
}
