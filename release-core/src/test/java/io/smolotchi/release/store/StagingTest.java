package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.Reserve;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.store.source.StagingSource;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {

    @TempDir
    Path temporary;

    private StoreWorld world;

    @BeforeEach
    void world() throws Exception {
        world = new StoreWorld(temporary);
    }

    @Test
    void a_directory_becomes_a_sealed_release_without_write_bits() throws Exception {
        StagedRelease staged = world.stage(world.application("src"), "1.0.0");

        Path tree = world.store.tree(Version.of("1.0.0"));
        assertThat(staged.already()).isFalse();
        assertThat(staged.files()).isEqualTo(6);
        assertThat(staged.bytes()).isEqualTo(25);
        assertThat(staged.digest()).isEqualTo(world.store.digest(Version.of("1.0.0")));
        assertThat(Inode.of(tree).permissions()).isEqualTo(0555);
        assertThat(Inode.of(tree.resolve("smolotchi/cli.py")).permissions()).isEqualTo(0444);
        assertThat(Inode.of(tree.resolve("bin/run")).permissions()).isEqualTo(0555);
        assertThat(Files.readSymbolicLink(tree.resolve("latest"))).isEqualTo(Path.of("smolotchi/cli.py"));
        assertThat(world.store.verify(Version.of("1.0.0"))).isEmpty();
        assertThat(world.store.contents())
                .isEqualTo(new ReleaseStore.Contents(List.of(Version.of("1.0.0")), List.of(), List.of()));
    }

    @Test
    void the_release_explains_where_it_came_from() throws Exception {
        Path source = world.application("src");
        world.stage(source, "1.0.0");

        assertThat(world.store.provenance(Version.of("1.0.0")).lines())
                .contains(
                        "source: directory " + source,
                        "staged by: ada (console) on pi",
                        "staged at: 2026-11-24T10:00:00Z",
                        "reason: because",
                        "bytecode: not compiled: switched off by the settings");
    }

    @Test
    void what_is_ignored_does_not_become_part_of_it() throws Exception {
        world.rules = world.rules.ignoring(List.of("*.log", "docs/build"));
        Path source = world.application(
                "src", ".git/HEAD", "smolotchi/__pycache__/x.pyc", "a.log", "docs/build/x", "build/x");
        StoreWorld.write(source, "release.yaml", "ignore: ['secret*']\n");
        StoreWorld.write(source, "secrets/key", "k");

        world.stage(source, "1.0.0");

        assertThat(world.store.manifest(Version.of("1.0.0")).entries())
                .extracting(Entry::path)
                .contains("build/x", "docs", "release.yaml")
                .noneMatch(path -> path.matches(".*(\\.git|pycache|\\.log|docs/build|secret).*"));
    }

    @Test
    void the_same_content_again_changes_nothing_and_says_so() throws Exception {
        StagedRelease first = world.stage(world.application("src"), "1.0.0");
        List<String> before = world.everythingInReleases();

        StagedRelease again = world.stage(world.application("copy"), "1.0.0");

        assertThat(again.already()).isTrue();
        assertThat(again.digest()).isEqualTo(first.digest());
        assertThat(world.everythingInReleases()).isEqualTo(before);
    }

    @Test
    void other_content_under_the_same_version_is_refused_with_both_digests() throws Exception {
        world.stage(world.application("src"), "1.0.0");
        String staged =
                world.store.provenance(Version.of("1.0.0")).contentDigest().abbreviated();

        assertThatThrownBy(() -> world.stage(world.application("other", "more.py"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(code(refused)).isEqualTo(Code.RELEASE_EXISTS);
                    assertThat(refused).hasMessageContaining("(content " + staged + ", offered ");
                });
    }

    @Test
    void a_foreign_directory_is_refused_even_when_it_is_empty_and_stays() throws Exception {
        Files.createDirectories(world.releases().resolve("1.0.0"));

        assertThatThrownBy(() -> world.stage(world.application("src"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.FOREIGN_DIRECTORY));
        assertThat(world.everythingInReleases()).containsExactly("1.0.0");
        assertThat(world.store.contents().foreign()).containsExactly("1.0.0");
    }

    @Test
    void a_foreign_directory_that_appears_at_the_last_moment_is_refused_and_stays() throws Exception {
        Path source = world.application("src");
        ChangeLock late = () -> {
            try {
                Files.createDirectory(world.releases().resolve("1.0.0"));
            } catch (java.io.IOException e) {
                throw new UncheckedIOException(e);
            }
            return () -> {};
        };

        assertThatThrownBy(() -> world.staging()
                        .stage(
                                new StagingSource.OnDisk(source),
                                Version.of("1.0.0"),
                                StoreWorld.CALLER,
                                Progress.none(),
                                late))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.FOREIGN_DIRECTORY));
        assertThat(world.everythingInReleases()).containsExactly("1.0.0");
    }

    @Test
    void a_busy_change_lock_passes_through_and_nothing_is_left() throws Exception {
        Path source = world.application("src");
        ChangeLock busy = () -> {
            throw new Refused(Code.BUSY, "cannot stage: because someone else changes something", "");
        };

        assertThatThrownBy(() -> world.staging()
                        .stage(
                                new StagingSource.OnDisk(source),
                                Version.of("1.0.0"),
                                StoreWorld.CALLER,
                                Progress.none(),
                                busy))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.BUSY));
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void the_change_lock_is_held_for_the_last_rename_only_and_given_back() throws Exception {
        Path source = world.application("src");
        AtomicInteger held = new AtomicInteger();
        ChangeLock lock = () -> {
            assertThat(world.store.holds(Version.of("1.0.0"))).isFalse();
            assertThat(world.releases().resolve("1.0.0")).doesNotExist();
            held.incrementAndGet();
            return () -> {
                assertThat(world.store.holds(Version.of("1.0.0"))).isTrue();
                held.decrementAndGet();
            };
        };

        world.staging()
                .stage(new StagingSource.OnDisk(source), Version.of("1.0.0"), StoreWorld.CALLER, Progress.none(), lock);

        assertThat(held).hasValue(0);
    }

    @Test
    void a_cancelled_staging_leaves_nothing() throws Exception {
        Path source = world.application("src");
        for (int i = 0; i < 200; i++) {
            StoreWorld.write(source, "many/" + i, "x");
        }

        assertThatThrownBy(() -> world.staging()
                        .stage(
                                new StagingSource.OnDisk(source),
                                Version.of("1.0.0"),
                                StoreWorld.CALLER,
                                new CancelAfter(2),
                                ChangeLock.none()))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.CANCELLED));
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void too_little_space_is_refused_before_anything_is_written() throws Exception {
        world.rules = world.rules.keeping(new Reserve(Long.MAX_VALUE / 4, 0));

        assertThatThrownBy(() -> world.stage(world.application("src"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> {
                    assertThat(code(r)).isEqualTo(Code.SPACE_SHORT);
                    assertThat(r).hasMessageContaining("bytes are needed");
                });
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void too_few_inodes_are_refused() throws Exception {
        world.rules = world.rules.keeping(new Reserve(0, Long.MAX_VALUE / 4));

        assertThatThrownBy(() -> world.stage(world.application("src"), "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r).hasMessageContaining("inodes are needed"));
    }

    @Test
    void bytecode_is_part_of_the_manifest_and_not_of_the_content() throws Exception {
        Path source = world.application("src");
        world.stage(source, "1.0.0");
        world.rules = world.rules.compiling(true);
        world.stage(source, "1.0.1");

        Provenance without = world.store.provenance(Version.of("1.0.0"));
        Provenance with = world.store.provenance(Version.of("1.0.1"));
        assertThat(with.contentDigest()).isEqualTo(without.contentDigest());
        assertThat(with.digest()).isNotEqualTo(without.digest());
        assertThat(with.bytecode()).startsWith("/usr/bin/python3 (Python 3.");
        assertThat(world.store.manifest(Version.of("1.0.1")).entries())
                .extracting(Entry::path)
                .anyMatch(path -> path.matches("smolotchi/__pycache__/cli\\.cpython-3\\d+\\.pyc"));
        assertThat(world.store.verify(Version.of("1.0.1"))).isEmpty();
        assertThat(world.stage(source, "1.0.1").already()).isTrue();
    }

    @Test
    void the_releases_directory_can_not_be_staged_into_itself() throws Exception {
        world.application("src");

        assertThatThrownBy(() -> world.stage(world.dir, "1.0.0"))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(code(r)).isEqualTo(Code.SOURCE_UNSAFE));
    }

    @Test
    void a_source_that_is_not_there_or_empty_or_of_no_known_kind_is_refused() throws Exception {
        Path empty = Files.createDirectory(world.dir.resolve("empty"));
        Path text = Files.writeString(world.dir.resolve("text"), "hello");

        for (Path source : List.of(world.dir.resolve("absent"), empty, text, Path.of("/dev/null"))) {
            assertThatThrownBy(() -> world.stage(source, "1.0.0"))
                    .isInstanceOfSatisfying(
                            Refused.class, r -> assertThat(code(r)).isEqualTo(Code.SOURCE_UNREADABLE));
        }
    }

    @Test
    void the_version_is_found_in_the_source_and_the_plan_says_where() throws Exception {
        Path source = world.application("smolotchi-3.0.0");
        assertThat(plan(source)).isEqualTo("3.0.0 from the name smolotchi-3.0.0");

        StoreWorld.write(source, "pyproject.toml", "[project]\nname = 'x'\nversion = '2.0.0'\n");
        assertThat(plan(source)).isEqualTo("2.0.0 from pyproject.toml");

        StoreWorld.write(source, "release.yaml", "version: 1.10\n");
        assertThat(plan(source)).isEqualTo("1.10 from release.yaml");
        assertThat(world.everythingInReleases()).isEmpty();
    }

    @Test
    void a_source_that_names_no_version_gets_the_time() throws Exception {
        assertThat(plan(world.application("src")))
                .matches("20261124\\.10000\\d from the time, in UTC: the source names none");
    }

    @Test
    void a_plan_collects_the_reasons_against_it() throws Exception {
        Path source = world.application("src-1.0.0");
        world.stage(world.application("other", "more"), "1.0.0");
        world.rules = world.rules.keeping(new Reserve(Long.MAX_VALUE / 4, 0));

        assertThat(world.staging()
                        .plan(new StagingSource.OnDisk(source), Optional.empty())
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(Code.SPACE_SHORT, Code.RELEASE_EXISTS);
    }

    @Test
    void a_plan_for_a_staged_version_compares_the_content() throws Exception {
        Path source = world.application("src");
        world.stage(source, "1.0.0");

        StagePlan same = world.staging().plan(new StagingSource.OnDisk(source), Optional.of(Version.of("1.0.0")));
        assertThat(same.refusals()).isEmpty();
        assertThat(same.warnings()).containsExactly("1.0.0 is staged already, with this content: nothing would change");

        StoreWorld.write(source, "more", "");
        assertThat(world.staging()
                        .plan(new StagingSource.OnDisk(source), Optional.of(Version.of("1.0.0")))
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(Code.RELEASE_EXISTS);
    }

    @Test
    void a_malformed_descriptor_is_refused() throws Exception {
        Path source = world.application("src");
        StoreWorld.write(source, "release.yaml", "version: [\n");

        assertThat(world.staging()
                        .plan(new StagingSource.OnDisk(source), Optional.empty())
                        .refusals())
                .extracting(Refusal::code)
                .containsExactly(Code.DESCRIPTOR_INVALID);
    }

    @Test
    void a_file_that_is_no_archive_is_refused_in_words() throws Exception {
        Path text = StoreWorld.write(world.application("src"), "notes.txt", "111 lines of notes\n".repeat(60));
        Path cut = world.application("other").resolveSibling("cut.tar.gz");
        Files.write(cut, new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0});

        for (Path source : List.of(text, cut)) {
            assertThat(world.staging()
                            .plan(new StagingSource.OnDisk(source), Optional.of(Version.of("1.0.0")))
                            .refusals())
                    .singleElement()
                    .satisfies(refusal -> {
                        assertThat(refusal.code()).isEqualTo(Code.SOURCE_UNREADABLE);
                        assertThat(refusal.what()).doesNotContain("null", "Invalid byte", "Exception");
                    });
        }
    }

    private String plan(Path source) {
        StagePlan plan = world.staging().plan(new StagingSource.OnDisk(source), Optional.empty());
        assertThat(plan.refusals()).isEmpty();
        return plan.version().orElseThrow() + " from " + plan.versionFrom();
    }

    private static Code code(Refused refused) {
        return refused.refusals().getFirst().code();
    }

    private record CancelAfter(AtomicInteger left) implements Progress {
        CancelAfter(int looks) {
            this(new AtomicInteger(looks));
        }

        @Override
        public void event(Event.Type type, String step, String text, String json) {}

        @Override
        public void amount(long filesDone, long filesAll, long bytesDone, long bytesAll) {}

        @Override
        public boolean cancelled() {
            return left.getAndDecrement() <= 0;
        }
    }
}
