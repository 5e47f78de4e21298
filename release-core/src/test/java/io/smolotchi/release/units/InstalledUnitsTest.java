package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledUnitsTest {

    private static final String CORE = "etc/systemd/system/smolotchi-core.service";

    @TempDir
    Path dir;

    private Machine machine;
    private InstalledUnits installed;

    @BeforeEach
    void begin() {
        machine = new Machine(dir.resolve("root"));
        installed = new InstalledUnits(new HostRoot(machine.dir), Application.defaults());
    }

    @Test
    void a_bare_machine_has_nothing() {
        assertThat(installed.read(List.of())).isEqualTo(UnitSet.empty());
    }

    @Test
    void units_of_an_older_installer_are_found_and_those_of_others_are_not() {
        machine.file(CORE, "[Service]\n")
                .file("etc/systemd/system/smolotchi-ai.service", "[Service]\n")
                .file("etc/systemd/system/smolotchi-core.service.d/override.conf", "[Service]\nNice=1\n")
                .file("etc/systemd/system/ssh.service", "[Service]\n")
                .file("etc/tmpfiles.d/smolotchi.conf", "d /run/smolotchi\n");

        UnitSet set = installed.read(List.of());

        assertThat(set.files())
                .extracting(UnitFile::path)
                .containsExactly(
                        "/etc/systemd/system/smolotchi-ai.service",
                        "/etc/systemd/system/smolotchi-core.service",
                        "/etc/tmpfiles.d/smolotchi.conf");
        assertThat(set.units())
                .containsExactly(UnitName.of("smolotchi-ai.service"), UnitName.of("smolotchi-core.service"));
    }

    @Test
    void modes_and_owners_are_read() {
        machine.file(CORE, "[Service]\n", 0600);

        UnitFile file = installed.read(List.of()).files().getFirst();

        assertThat(file.mode()).isEqualTo(0600);
        assertThat(file.owner()).isPresent();
    }

    @Test
    void links_that_enable_a_unit_or_mask_it_or_are_another_name_of_it_are_read() {
        machine.file(CORE, "[Service]\n")
                .link("etc/systemd/system/smolotchi-web.service", "/dev/null")
                .link("etc/systemd/system/multi-user.target.wants/smolotchi-core.service", "/" + CORE)
                .link("etc/systemd/system/multi-user.target.wants/ssh.service", "/lib/systemd/system/ssh.service")
                .link("etc/systemd/system/creature.service", "smolotchi-core.service");

        UnitSet set = installed.read(List.of());

        assertThat(set.links())
                .extracting(UnitLink::path)
                .containsExactly(
                        "/etc/systemd/system/creature.service",
                        "/etc/systemd/system/multi-user.target.wants/smolotchi-core.service",
                        "/etc/systemd/system/smolotchi-web.service");
        assertThat(set.masked(UnitName.of("smolotchi-web.service"))).isTrue();
        assertThat(set.has(UnitName.of("smolotchi-web.service"))).isTrue();
    }

    @Test
    void what_another_set_names_is_looked_at_too() {
        machine.file("etc/systemd/system/smolotchi-mood.service", "[Service]\n")
                .file("etc/systemd/system/smolotchi-mood.service.d/40-smolotchi-release-x.conf", "[Service]\n");
        UnitSet recorded = new UnitSet(
                List.of(
                        UnitFile.rendered("/etc/systemd/system/smolotchi-mood.service", ""),
                        UnitFile.rendered(
                                "/etc/systemd/system/smolotchi-mood.service.d/40-smolotchi-release-x.conf", "")),
                List.of(),
                List.of(UnitName.of("smolotchi-mood.service")),
                List.of());

        assertThat(installed.read(List.of(recorded)).files()).hasSize(2);
    }

    @Test
    void bytes_that_are_no_text_come_back_as_they_were() {
        byte[] bytes = {'#', (byte) 0xff, (byte) 0xfe, '\n'};
        machine.bytes(CORE, bytes);

        assertThat(installed.read(List.of()).files().getFirst().bytes()).isEqualTo(bytes);
    }

    @Test
    void what_was_changed_by_hand_is_drift() {
        UnitSet recorded = new Releases(dir.resolve("release")).render().set();
        UnitInstallation installation = new UnitInstallation(new HostRoot(machine.dir), UnitSet.empty(), recorded, "1");
        installation.apply();
        assertThat(installed.drift(recorded)).isEmpty();

        machine.file("etc/systemd/system/smolotchi-prune.timer", "[Timer]\nOnCalendar=hourly\n")
                .delete("etc/tmpfiles.d/smolotchi.conf")
                .delete(CORE)
                .link(CORE, "/opt/elsewhere")
                .mode("etc/systemd/system/smolotchi-web.service", 0600)
                .delete("etc/systemd/system/smolotchi-display.service")
                .link("etc/systemd/system/smolotchi-display.service", "/dev/null");

        List<Drift> drift = installed.drift(recorded);

        assertThat(drift)
                .extracting(Drift::kind)
                .containsExactly(Drift.Kind.NO_FILE, Drift.Kind.CHANGED, Drift.Kind.MODE, Drift.Kind.GONE);
        assertThat(drift.get(1).diff()).contains("+OnCalendar=hourly").contains("-OnCalendar=daily");
    }
}
