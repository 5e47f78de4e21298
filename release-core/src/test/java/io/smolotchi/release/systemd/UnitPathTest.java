package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitPathTest {

    @Test
    void a_name_is_escaped_as_systemd_does() {
        assertThat(UnitPath.of(UnitName.of("smolotchi-core.service")))
                .isEqualTo("/org/freedesktop/systemd1/unit/smolotchi_2dcore_2eservice");
        assertThat(UnitPath.of(UnitName.of("getty@tty1.service")))
                .isEqualTo("/org/freedesktop/systemd1/unit/getty_40tty1_2eservice");
        assertThat(UnitPath.of(UnitName.of("1.timer"))).isEqualTo("/org/freedesktop/systemd1/unit/_31_2etimer");
        assertThat(UnitPath.of(UnitName.of("a_b.timer"))).isEqualTo("/org/freedesktop/systemd1/unit/a_5fb_2etimer");
    }

    @Test
    void each_type_has_an_interface() {
        assertThat(UnitPath.typeInterface(UnitName.of("a.timer"))).isEqualTo("org.freedesktop.systemd1.Timer");
    }
}
