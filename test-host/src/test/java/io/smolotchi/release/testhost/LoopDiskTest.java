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
                        .bind(disk.mountPoint(), "/opt", false)
                        .boot()) {
            host.execOk("sh", "-c", "echo kept >/opt/synced; sync /opt/synced /opt; echo lost >/opt/unsynced");

            disk.powerOff();
            assertThatThrownBy(disk::powerOn).hasMessageContaining("cut that host first");
            host.cut();
            disk.powerOn();
            host.boot();

            assertThat(host.execOk("cat", "/opt/synced").stdout()).isEqualTo("kept\n");
            assertThat(host.exec("test", "-e", "/opt/unsynced").exit()).isEqualTo(1);
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
