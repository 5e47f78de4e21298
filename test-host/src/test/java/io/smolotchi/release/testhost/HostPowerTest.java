package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("host")
class HostPowerTest {
    @Test
    void what_was_written_is_there_after_a_cut_and_a_reboot() {
        try (TestHost host = TestHost.builder().boot()) {
            host.execOk("sh", "-c", "echo kept >/srv/note; echo lost >/run/note");
            host.execOk("logger", "--tag", "note", "before the cut");
            host.execOk("journalctl", "--sync");
            long before = host.leader();

            host.cut();
            assertThat(host.isOn()).isFalse();
            assertThatIllegalStateException().isThrownBy(() -> host.exec("true"));
            host.boot();
            assertThat(host.leader()).isNotEqualTo(before);
            assertThat(host.execOk("cat", "/srv/note").stdout()).isEqualTo("kept\n");
            assertThat(host.exec("test", "-e", "/run/note").exit()).isEqualTo(1);
            assertThat(host.execOk("journalctl", "--boot=-1", "--identifier=note", "--output=cat")
                            .stdout())
                    .contains("before the cut");

            host.reboot();
            assertThat(host.execOk("cat", "/srv/note").stdout()).isEqualTo("kept\n");

            host.powerOff();
            host.boot();
            assertThat(host.execOk("cat", "/srv/note").stdout()).isEqualTo("kept\n");
        }
    }

    @Test
    void a_boot_that_hangs_ends_in_time_and_leaves_nothing() {
        List<ResourceName> names = new ArrayList<>();
        long begin = System.nanoTime();
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(() -> TestHost.builder()
                        .prepare(root -> root.forEach(element ->
                                ResourceName.parse(element.toString()).ifPresent(names::add)))
                        .prepare(HostPowerTest::hangBeforeSysinit)
                        .bootLimit(Duration.ofSeconds(4))
                        .boot()
                        .close())
                .withMessageContaining("not booted after PT4S")
                .withMessageContaining("hang.service")
                .withMessageContaining("Welcome to");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(names).hasSize(1);
        assertThat(new Remains(names.getFirst()).find()).isEmpty();
    }

    @Test
    void a_root_without_an_init_is_a_clear_failure() {
        assertThatExceptionOfType(TestHostException.class)
                .isThrownBy(() -> TestHost.builder()
                        .prepare(root -> delete(root.resolve("usr/lib/systemd/systemd"), root.resolve("usr/sbin/init")))
                        .boot()
                        .close())
                .withMessageContaining("started no init");
    }

    private static void hangBeforeSysinit(Path root) {
        try {
            Path units = root.resolve("etc/systemd/system");
            Files.createDirectories(units.resolve("sysinit.target.wants"));
            Files.writeString(units.resolve("hang.service"), """
                    [Unit]
                    DefaultDependencies=no
                    Before=sysinit.target
                    [Service]
                    Type=oneshot
                    ExecStart=sleep infinity
                    """);
            Files.createSymbolicLink(units.resolve("sysinit.target.wants/hang.service"), Path.of("../hang.service"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path... paths) {
        try {
            for (Path path : paths) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
