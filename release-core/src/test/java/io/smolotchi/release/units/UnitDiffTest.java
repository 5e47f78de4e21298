package io.smolotchi.release.units;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.systemd.UnitName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitDiffTest {

    private static final String CORE = "/etc/systemd/system/smolotchi-core.service";
    private static final UnitName CORE_UNIT = UnitName.of("smolotchi-core.service");
    private static final String TEXT =
            "[Unit]\nDescription=a\n[Service]\nNice=1\n[Install]\nWantedBy=multi-user.target\n";

    private UnitSet before;

    @BeforeEach
    void begin(@TempDir Path dir) {
        before = new Releases(dir).render().set();
    }

    @Test
    void equal_sets_differ_in_nothing() {
        UnitDiff diff = UnitDiff.between(before, before);

        assertThat(diff.nothing()).isTrue();
        assertThat(diff.daemonReload()).isFalse();
        assertThat(diff.restarted()).isEmpty();
    }

    @Test
    void a_first_installation_adds_everything() {
        UnitDiff diff = UnitDiff.between(UnitSet.empty(), before);

        assertThat(diff.added()).isEqualTo(before.units());
        assertThat(diff.changes())
                .hasSameSizeAs(before.files())
                .allMatch(change ->
                        change.kind() == UnitChange.Kind.ADDED && change.diff().isEmpty());
        assertThat(change(diff, CORE).effect()).isEqualTo("enable and start smolotchi-core.service");
        assertThat(change(diff, "/etc/systemd/system/smolotchi-prune.service").effect())
                .isEqualTo("install smolotchi-prune.service");
        assertThat(change(diff, "/etc/tmpfiles.d/smolotchi.conf").effect()).isEqualTo("apply by systemd-tmpfiles");
        assertThat(diff.daemonReload()).isTrue();
    }

    @Test
    void an_uninstallation_removes_everything() {
        UnitDiff diff = UnitDiff.between(before, UnitSet.empty());

        assertThat(diff.removed()).isEqualTo(before.units());
        assertThat(change(diff, CORE).effect()).isEqualTo("stop, disable and remove smolotchi-core.service");
    }

    @Test
    void a_changed_directive_restarts_the_unit() {
        UnitDiff diff = between(TEXT, TEXT.replace("Nice=1", "Nice=2"));

        assertThat(diff.restarted()).containsExactly(CORE_UNIT);
        assertThat(change(diff, CORE).diff()).isEqualTo("""
                        @@ -1,6 +1,6 @@
                         [Unit]
                         Description=a
                         [Service]
                        -Nice=1
                        +Nice=2
                         [Install]
                         WantedBy=multi-user.target""");
        assertThat(change(diff, CORE).effect()).isEqualTo("restart smolotchi-core.service");
    }

    @Test
    void what_only_describes_or_is_written_otherwise_restarts_nothing() {
        for (String other : List.of(
                TEXT.replace("Description=a", "Description=b"),
                TEXT.replace("Nice=1", "Nice = 1"),
                TEXT.replace("Nice=1", "# more\nNice=\\\n1"),
                TEXT.replace("[Unit]", "[Unit]\nAfter=x.service"))) {
            UnitDiff diff = between(TEXT, other);

            assertThat(diff.restarted()).as(other).isEmpty();
            assertThat(change(diff, CORE).effect()).isEqualTo("no restart of smolotchi-core.service");
            assertThat(diff.daemonReload()).isTrue();
        }
    }

    @Test
    void a_changed_install_section_enables_again() {
        UnitDiff diff = between(TEXT, TEXT.replace("multi-user", "graphical"));

        assertThat(diff.reenabled()).containsExactly(CORE_UNIT);
        assertThat(diff.restarted()).isEmpty();
    }

    @Test
    void a_change_of_tmpfiles_alone_needs_no_reload() {
        UnitFile one = UnitFile.rendered("/etc/tmpfiles.d/smolotchi.conf", "d /run/smolotchi\n");
        UnitFile other = UnitFile.rendered("/etc/tmpfiles.d/smolotchi.conf", "d /run/smolotchi 0755\n");

        UnitDiff diff = UnitDiff.between(set(one), set(other));

        assertThat(diff.changes()).hasSize(1);
        assertThat(diff.daemonReload()).isFalse();
    }

    @Test
    void a_changed_mode_is_a_change() {
        UnitFile one = new UnitFile(CORE, 0600, Optional.empty(), TEXT, false);

        UnitDiff diff = UnitDiff.between(set(one), set(UnitFile.rendered(CORE, TEXT)));

        assertThat(diff.changes()).singleElement().extracting(UnitChange::kind).isEqualTo(UnitChange.Kind.CHANGED);
        assertThat(diff.restarted()).isEmpty();
    }

    @Test
    void a_masked_unit_is_left_alone() {
        UnitLink mask = new UnitLink(CORE, "/dev/null");
        UnitSet masked = new UnitSet(List.of(), List.of(mask), List.of(CORE_UNIT), List.of());

        UnitDiff diff = UnitDiff.between(masked, before);

        assertThat(diff.added()).doesNotContain(CORE_UNIT).hasSize(5);
        assertThat(diff.changes()).extracting(UnitChange::path).doesNotContain(CORE);
        assertThat(UnitDiff.between(masked, UnitSet.empty()).removed()).isEmpty();
    }

    @Test
    void where_nothing_is_started_no_effect_promises_it() {
        UnitSet set =
                set(UnitFile.rendered(CORE, "[Service]\nExecStart=/bin/a\n[Install]\nWantedBy=multi-user.target\n"));
        UnitSet other =
                set(UnitFile.rendered(CORE, "[Service]\nExecStart=/bin/b\n[Install]\nWantedBy=multi-user.target\n"));

        assertThat(change(UnitDiff.between(UnitSet.empty(), set, false), CORE).effect())
                .isEqualTo("enable smolotchi-core.service");
        assertThat(change(UnitDiff.between(set, other, false), CORE).effect())
                .isEqualTo("change smolotchi-core.service");
        assertThat(change(UnitDiff.between(set, UnitSet.empty(), false), CORE).effect())
                .isEqualTo("disable and remove smolotchi-core.service");
    }

    private static UnitDiff between(String one, String other) {
        return UnitDiff.between(set(UnitFile.rendered(CORE, one)), set(UnitFile.rendered(CORE, other)));
    }

    private static UnitSet set(UnitFile file) {
        List<UnitName> units = file.path().equals(CORE) ? List.of(CORE_UNIT) : List.of();
        return new UnitSet(List.of(file), List.of(), units, List.of());
    }

    private static UnitChange change(UnitDiff diff, String path) {
        return diff.changes().stream()
                .filter(change -> change.path().equals(path))
                .findFirst()
                .orElseThrow();
    }
}
