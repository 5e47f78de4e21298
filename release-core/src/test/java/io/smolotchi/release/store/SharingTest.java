package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.source.Hashing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the file system of the temporary directory, which is taken to be one without copies on write. */
class SharingTest {

    @TempDir
    Path temporary;

    private StoreWorld world;
    private Path source;

    @BeforeEach
    void a_staged_release() throws Exception {
        world = new StoreWorld(temporary);
        source = world.application("src", "data/a", "data/b");
        world.stage(source, "1.0.0");
    }

    @Test
    void what_did_not_change_is_the_same_file_in_both_releases() throws Exception {
        StoreWorld.write(source, "data/b", "data/B");

        StagedRelease staged = world.stage(source, "1.1.0");

        assertThat(shares("data/a")).isTrue();
        assertThat(shares("bin/run")).isTrue();
        assertThat(shares("data/b")).isFalse();
        assertThat(staged.shared().files()).isEqualTo(3);
        assertThat(staged.shared().bytes()).isEqualTo("data/a#!/bin/sh\nprint('hello')\n".length());
        assertIntact("1.0.0", "1.1.0");
    }

    @Test
    void an_empty_file_is_never_shared() throws Exception {
        world.stage(source, "1.1.0");

        assertThat(shares("smolotchi/__init__.py")).isFalse();
    }

    @Test
    void a_file_that_moved_is_shared_too_and_a_file_of_an_archive_below_its_wrapper() throws Exception {
        Files.move(source.resolve("data/a"), source.resolve("moved"));
        Path archive = world.dir.resolve("next.tar");
        assertThat(new ProcessBuilder("tar", "-cf", archive.toString(), "src")
                        .directory(world.dir.toFile())
                        .start()
                        .waitFor())
                .isZero();

        world.stage(archive, "1.1.0");

        assertThat(inode("1.1.0", "moved")).isEqualTo(inode("1.0.0", "data/a"));
        assertThat(shares("data/b")).isTrue();
        assertIntact("1.1.0");
    }

    @Test
    void a_large_file_is_shared() throws Exception {
        byte[] large = new byte[3 * Hashing.MOST + 17];
        new Random(7).nextBytes(large);
        Files.write(source.resolve("large"), large);
        world.stage(source, "1.1.0");
        StoreWorld.write(source, "data/a", "changed");
        world.stage(source, "1.2.0");

        assertThat(inode("1.2.0", "large")).isEqualTo(inode("1.1.0", "large"));
        assertThat(world.store.tree(Version.of("1.2.0")).resolve("large")).hasBinaryContent(large);
        assertThat(world.everythingInReleases()).noneMatch(path -> path.contains(Places.PARTIAL));
        assertIntact("1.1.0", "1.2.0");
    }

    @Test
    void another_mode_is_not_shared_and_the_sealed_file_keeps_its_own() throws Exception {
        Modes.set(source.resolve("data/a"), 0755);

        world.stage(source, "1.1.0");

        assertThat(shares("data/a")).isFalse();
        assertIntact("1.0.0", "1.1.0");
    }

    @Test
    void bytes_are_compared_and_not_records() throws Exception {
        Path sealed = world.store.tree(Version.of("1.0.0")).resolve("data/a");
        Modes.set(sealed, 0644);
        Files.writeString(sealed, "DATA/A");
        Modes.set(sealed, 0444);

        world.stage(source, "1.1.0");

        assertThat(shares("data/a")).isFalse();
        assertThat(world.store.tree(Version.of("1.1.0")).resolve("data/a")).hasContent("data/a");
        assertIntact("1.1.0");
    }

    @Test
    void a_file_with_attributes_of_its_own_is_not_shared() throws Exception {
        Path sealed = world.store.tree(Version.of("1.0.0")).resolve("data/a");
        Files.getFileAttributeView(sealed, UserDefinedFileAttributeView.class)
                .write("note", ByteBuffer.wrap("x".getBytes(StandardCharsets.US_ASCII)));

        world.stage(source, "1.1.0");

        assertThat(shares("data/a")).isFalse();
        assertThat(shares("data/b")).isTrue();
    }

    @Test
    void hard_links_can_be_switched_off() throws Exception {
        world.rules = world.rules.linking(false);

        assertThat(world.stage(source, "1.1.0").shared()).isEqualTo(StagedRelease.Shared.NOTHING);

        assertThat(shares("data/a")).isFalse();
    }

    @Test
    void a_release_outlives_the_one_that_it_shares_with() throws Exception {
        world.stage(source, "1.1.0");
        long alone = world.store.holding(Version.of("1.1.0")).alone();

        world.store.remove(Version.of("1.0.0"));

        assertIntact("1.1.0");
        assertThat(world.store.holding(Version.of("1.1.0")).alone()).isGreaterThan(alone);
    }

    @Test
    void what_is_shared_is_measured_like_what_is_held_alone() throws Exception {
        Path small = world.dir.resolve("small");
        for (int i = 0; i < 40; i++) {
            StoreWorld.write(small, "data/" + i, "small " + i);
        }
        world.stage(small, "2.0.0");
        for (int i = 0; i < 20; i++) {
            StoreWorld.write(small, "data/" + i, "other " + i);
        }
        world.stage(small, "2.1.0");

        Holding holding = world.store.holding(Version.of("2.1.0"));

        assertThat(holding.shared()).isEqualTo(20 * 4096);
        assertThat(holding.alone()).isGreaterThanOrEqualTo(20 * 4096);
        world.store.remove(Version.of("2.0.0"));
        assertThat(world.store.holding(Version.of("2.1.0")))
                .isEqualTo(new Holding(holding.alone() + holding.shared(), 0));
    }

    private boolean shares(String path) throws Exception {
        return inode("1.0.0", path).equals(inode("1.1.0", path));
    }

    private Inode.Key inode(String version, String path) throws Exception {
        return Inode.of(world.store.tree(Version.of(version)).resolve(path)).key();
    }

    private void assertIntact(String... versions) {
        for (String version : versions) {
            assertThat(world.store.verify(Version.of(version))).as(version).isEmpty();
        }
    }
}
