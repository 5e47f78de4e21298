package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.LinkCalls;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.testhost.LoopDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On file systems of their own: with copies on write, and with as few names for an inode as ext4 allows. */
@Tag("faults")
class SharingOnDisksTest {

    private static final int LARGE = 24 << 20;
    private static final int SLACK = 1 << 19;
    private static final int MOST_LINKS_OF_EXT4 = 65_000;

    @ParameterizedTest
    @EnumSource(
            value = LoopDisk.FileSystem.class,
            names = {"XFS", "BTRFS"})
    void content_is_cloned_where_the_file_system_copies_on_write(LoopDisk.FileSystem fileSystem) throws Exception {
        try (LoopDisk disk = LoopDisk.create(fileSystem)) {
            StoreWorld world = new StoreWorld(disk.mountPoint());
            world.rules = world.rules.linking(false);
            Path source = application(world);
            world.stage(source, "1.0.0");
            long before = free(disk);
            StoreWorld.write(source, "data/b", "data/B");

            StagedRelease staged = world.stage(source, "1.1.0");

            assertThat(taken(disk, before)).isLessThan(LARGE / 8);
            assertThat(staged.shared().bytes()).isGreaterThan(LARGE);
            Path first = world.store.tree(Version.of("1.0.0"));
            Path second = world.store.tree(Version.of("1.1.0"));
            assertThat(Inode.of(second.resolve("large")).key())
                    .isNotEqualTo(Inode.of(first.resolve("large")).key());
            assertThat(Inode.of(second.resolve("data/a")).links()).isEqualTo(1);
            assertThat(world.store.verify(world.store.releases()).values()).allMatch(java.util.List::isEmpty);

            Modes.set(first.resolve("large"), 0644);
            Files.writeString(first.resolve("large"), "damaged");
            assertThat(world.store.verify(Version.of("1.1.0"))).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void what_a_release_holds_alone_is_what_deleting_it_gives_back(LoopDisk.FileSystem fileSystem) throws Exception {
        try (LoopDisk disk = LoopDisk.create(fileSystem)) {
            StoreWorld world = new StoreWorld(disk.mountPoint());
            Path source = application(world);
            world.stage(source, "1.0.0");
            large(source.resolve("second"), LARGE / 2);
            Files.copy(source.resolve("second"), source.resolve("twin"));
            world.stage(source, "1.1.0");
            large(source.resolve("third"), LARGE / 3);
            world.stage(source, "1.2.0");
            Map<Version, Long> alone = world.store.bytesHeldAlone();
            DiskUsage usage = world.store.usage(world.store.releases());
            long first = usage.freedBy(Version.of("1.0.0"));
            long second = usage.freedBy(Version.of("1.1.0"));
            long third = usage.freedBy(Version.of("1.2.0"));
            assertThat(first).isEqualTo(alone.get(Version.of("1.0.0")));
            // In the order in which they go, everything is given back.
            assertThat(first + second + third).isEqualTo(usage.total());

            // Of the first, everything that is large is in the others; with 1.1.0 gone it still is in 1.2.0.
            gives(disk, world, "1.0.0", alone.getOrDefault(Version.of("1.0.0"), -1L));
            assertThat(world.store.holding(Version.of("1.1.0")).alone()).isEqualTo(second);
            gives(disk, world, "1.1.0", second);
            assertThat(world.store.holding(Version.of("1.2.0")).alone()).isEqualTo(third);
            gives(disk, world, "1.2.0", third);
        }
    }

    /** Within half a MiB, for what the file system has for itself. */
    private static void gives(LoopDisk disk, StoreWorld world, String version, long said) throws Exception {
        long before = free(disk);
        world.store.remove(Version.of(version));
        long gained = free(disk) - before;
        for (int i = 0; i < 100 && Math.abs(gained - said) > SLACK; i++) {
            Thread.sleep(100);
            gained = free(disk) - before;
        }
        assertThat(gained).as(version).isCloseTo(said, Offset.offset((long) SLACK));
    }

    @Test
    void an_inode_with_as_many_names_as_it_may_have_is_copied_and_the_copy_is_shared_from_then_on() throws Exception {
        try (LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4)) {
            StoreWorld world = new StoreWorld(disk.mountPoint());
            Path source = world.application("src", "data/a");
            Files.writeString(StoreWorld.write(source, "data/twin", ""), "data/a");
            world.stage(source, "1.0.0");
            Path sealed = world.store.tree(Version.of("1.0.0")).resolve("data/a");
            Path names = Files.createDirectory(disk.mountPoint().resolve("names"));
            for (int i = Inode.of(sealed).links(); i < MOST_LINKS_OF_EXT4; i++) {
                assertThat(LinkCalls.link(sealed, names.resolve("n" + i))).isZero();
            }
            StoreWorld.write(source, "data/b", "new");

            world.stage(source, "1.1.0");
            StoreWorld.write(source, "data/b", "newer");
            world.stage(source, "1.2.0");

            Path second = world.store.tree(Version.of("1.1.0"));
            Path third = world.store.tree(Version.of("1.2.0"));
            assertThat(Inode.of(sealed).links()).isEqualTo(MOST_LINKS_OF_EXT4);
            assertThat(Inode.of(second.resolve("data/a")).key())
                    .isNotEqualTo(Inode.of(sealed).key())
                    .isEqualTo(Inode.of(third.resolve("data/a")).key());
            assertThat(world.store.verify(world.store.releases()).values()).allMatch(java.util.List::isEmpty);
        }
    }

    private static Path application(StoreWorld world) throws Exception {
        Path source = world.application("src", "data/a", "data/b");
        large(source.resolve("large"), LARGE);
        return source;
    }

    private static void large(Path file, int size) throws Exception {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(file, content);
    }

    /** Bytes less than before. What was deleted is given back a little later by xfs: its inodes are ended in the background. */
    private static long taken(LoopDisk disk, long before) throws Exception {
        long taken = before - free(disk);
        for (int i = 0; i < 100 && taken >= LARGE / 8; i++) {
            Thread.sleep(100);
            taken = before - free(disk);
        }
        return taken;
    }

    private static long free(LoopDisk disk) throws Exception {
        Durability.syncFileSystem(disk.mountPoint());
        return Files.getFileStore(disk.mountPoint()).getUnallocatedSpace();
    }
}
