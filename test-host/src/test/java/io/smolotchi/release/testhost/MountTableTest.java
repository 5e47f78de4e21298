package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
    private static final ResourceName NAME = new ResourceName(ResourceName.Kind.HOST, 7, 1);
    private static final MountTable TABLE = MountTable.parse(List.of(
            "26 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw",
            "43 26 0:38 / /var/tmp/smolotchi-test-host-7-1/root rw - overlay smolotchi-test-host-7-1 rw,lowerdir=/",
            "44 43 0:39 / /var/tmp/smolotchi-test-host-7-1/root/a\\040b rw shared:3 - tmpfs held rw",
            "45 26 0:40 / /var/tmp/smolotchi-test-host-7-10/root rw - overlay smolotchi-test-host-7-10 rw"));

    @Test
    void fields_are_found_whatever_optional_ones_are_there() {
        assertThat(TABLE.mounts().getFirst()).isEqualTo(new MountTable.Mount(Path.of("/"), "ext4", "/dev/vda"));
        assertThat(TABLE.isMountPoint(Path.of("/var/tmp/smolotchi-test-host-7-10/root")))
                .isTrue();
    }

    @Test
    void the_mounts_of_a_name_come_newest_first() {
        assertThat(TABLE.pointsOf(NAME))
                .containsExactly(
                        Path.of("/var/tmp/smolotchi-test-host-7-1/root/a b"),
                        Path.of("/var/tmp/smolotchi-test-host-7-1/root"));
    }

    @Test
    void what_is_mounted_below_a_directory_is_known() {
        assertThat(TABLE.anythingBelow(Path.of("/var/tmp/smolotchi-test-host-7-1")))
                .isTrue();
        assertThat(TABLE.anythingBelow(Path.of("/var/tmp/smolotchi-test-host-7")))
                .isFalse();
    }
}
