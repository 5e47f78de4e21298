package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceNameTest {
    @Test
    void a_name_is_read_back() {
        ResourceName name = ResourceName.next(ResourceName.Kind.DISK);
        assertThat(ResourceName.parse(name.toString())).contains(name);
        assertThat(ResourceName.next(ResourceName.Kind.DISK)).isNotEqualTo(name);
        assertThat(name.ownerLives()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "smolotchi-test-host-1",
                "smolotchi-test-host-1-2.bak",
                "smolotchi-test-tent-1-2",
                "smolotchi-test-host-99999999999999999999-1",
                "../smolotchi-test-host-1-2"
            })
    void anything_else_is_not_a_name(String text) {
        assertThat(ResourceName.parse(text)).isEmpty();
    }

    @Test
    void a_longer_number_is_another_name() {
        ResourceName name = new ResourceName(ResourceName.Kind.HOST, 7, 1);
        assertThat(name.occursIn("/var/tmp/smolotchi-test-host-7-1/root")).isTrue();
        assertThat(name.occursIn("/run/netns/smolotchi-test-host-7-1")).isTrue();
        assertThat(name.occursIn("/run/netns/smolotchi-test-host-7-12")).isFalse();
    }

    @Test
    void a_process_id_above_the_limit_of_the_kernel_is_dead() {
        assertThat(new ResourceName(ResourceName.Kind.HOST, 4_194_305, 1).ownerLives())
                .isFalse();
    }
}
