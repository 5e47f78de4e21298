package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("host")
class LoopDiskTest {
    @ParameterizedTest
    @EnumSource
    void a_cut_loses_what_was_not_synced_and_nothing_else(LoopDisk.FileSystem fileSystem) throws IOException {
        try (LoopDisk disk = LoopDisk.create(fileSystem)) {
            writeAndSync(disk.mountPoint().resolve("synced"));
            Files.writeString(disk.mountPoint().resolve("unsynced"), "lost");

            disk.cutPower();

            assertThat(disk.mountPoint().resolve("synced")).hasContent("kept");
            assertThat(disk.mountPoint().resolve("unsynced")).doesNotExist();
        }
    }

    @Test
    void nothing_can_be_written_while_the_power_is_off() {
        try (LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4)) {
            disk.powerOff();
            assertThatThrownBy(() -> Files.writeString(disk.mountPoint().resolve("file"), "text"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void host_and_disk_lose_their_power_together() {
        try (LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4);
                TestHost host = TestHost.builder()
                        .disk(disk, "/opt", "/var/lib/note")
                        .filledDisk(disk, "/etc")
                        .boot()) {
            host.execOk(
                    "sh",
                    "-c",
                    "echo '[Service]\nExecStart=sleep infinity' >/etc/systemd/system/kept.service; echo kept >/opt/synced;"
                            + " sync /etc/systemd/system/kept.service /etc/systemd/system /opt/synced /opt;"
                            + " echo lost >/opt/unsynced; echo lost >/etc/unsynced; echo lost >/var/lib/note/unsynced");

            host.cutPower();
            assertThat(host.isOn()).isFalse();
            host.boot();

            assertThat(host.execOk("cat", "/opt/synced").stdout()).isEqualTo("kept\n");
            host.execOk("systemctl", "start", "kept.service");
            assertThat(host.exec("ls", "/opt/unsynced", "/etc/unsynced", "/var/lib/note/unsynced")
                            .stdout())
                    .isEmpty();
            assertThat(host.execOk("ls", "-d", "/etc/passwd", "/var/lib/note").ok())
                    .isTrue();

            disk.powerOff();
            assertThatThrownBy(disk::powerOn).hasMessageContaining("cut that host first");
        }
    }

    @Test
    void another_machine_that_boots_meanwhile_keeps_nothing_mounted() throws IOException {
        try (LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4)) {
            // What nspawn has for as long as it prepares a root.
            Process copy = new ProcessBuilder(
                            "unshare", "--mount", "--propagation", "slave", "sh", "-c", "echo; sleep 60")
                    .start();
            try {
                assertThat(copy.getInputStream().read()).isEqualTo('\n');

                disk.cutPower();

                assertThat(disk.mountPoint()).isDirectory();
            } finally {
                copy.descendants().forEach(ProcessHandle::destroyForcibly);
                copy.destroyForcibly();
            }
        }
    }

    @Test
    void after_close_nothing_is_left() {
        LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.XFS);
        Remains remains = new Remains(ResourceName.parse(disk.toString()).orElseThrow());
        assertThat(String.join("\n", remains.find())).contains("mount", "loop device", "path");
        disk.close();
        assertThat(remains.find()).isEmpty();
        disk.close();
    }

    private static void writeAndSync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("kept".getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        try (FileChannel directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
