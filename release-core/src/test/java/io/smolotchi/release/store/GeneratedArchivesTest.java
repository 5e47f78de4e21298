package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.source.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Archives at random, of entries that are each as bad as can be, some of their bytes changed: either a release comes of it that is what its manifest says,
 * or one refusal. Never a fault, never anything left, never a byte outside.
 */
class GeneratedArchivesTest {

    private static final Set<Code> REASONS =
            Set.of(Code.SOURCE_UNSAFE, Code.SOURCE_TOO_LARGE, Code.SOURCE_UNREADABLE, Code.DESCRIPTOR_INVALID);
    private static final Version VERSION = Version.of("1.0.0");
    private static final int BLOCK = 512;

    private Path dir = Path.of("/");
    private Path canary = dir;

    enum Kind {
        FILE,
        PROGRAM,
        SET_ID,
        DIRECTORY,
        LINK,
        HARD_LINK,
        FIFO,
        DEVICE
    }

    record Thing(Kind kind, String name, String other) {
        void addTo(Archive tar, Path outside) throws IOException {
            String target = other.replace("OUTSIDE", outside.toString());
            String path = name.replace("OUTSIDE", outside.toString());
            // The library writes no content for a name with a slash at its end.
            Kind written = path.endsWith("/") && kind.compareTo(Kind.DIRECTORY) < 0 ? Kind.DIRECTORY : kind;
            switch (written) {
                case FILE -> tar.file(path, other);
                case PROGRAM -> tar.file(path, other, 0100755);
                case SET_ID -> tar.file(path, other, 0106755);
                case DIRECTORY -> tar.directory(path);
                case LINK -> tar.link(path, target);
                case HARD_LINK -> tar.hardLink(path, target);
                case FIFO -> tar.special(path, TarConstants.LF_FIFO);
                case DEVICE -> tar.special(path, TarConstants.LF_CHR);
            }
        }
    }

    /**
     * A byte that is overwritten.
     *
     * @param header whether it lies in the header of an entry, whose checksum is then made right again
     */
    record Change(int block, int at, byte value, boolean header) {
        void make(byte[] tar) {
            int begin = Math.floorMod(block, tar.length / BLOCK) * BLOCK;
            tar[begin + at] = value;
            if (header) {
                int sum = 8 * ' ';
                for (int i = 0; i < BLOCK; i++) {
                    sum += i >= 148 && i < 156 ? 0 : tar[begin + i] & 0xff;
                }
                byte[] text = String.format(java.util.Locale.ROOT, "%06o\0 ", sum)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                System.arraycopy(text, 0, tar, begin + 148, text.length);
            }
        }
    }

    @Provide
    Arbitrary<Thing> things() {
        Arbitrary<String> step = Arbitraries.of(
                "a",
                "b",
                "A",
                "..",
                ".",
                "",
                "é",
                "e\u0301",
                "x\ny",
                "c d",
                ".git",
                "release.yaml",
                "a\u0000b",
                "%",
                "\\");
        Arbitrary<String> path = step.list().ofMinSize(1).ofMaxSize(5).map(steps -> String.join("/", steps));
        Arbitrary<String> name = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, Arbitraries.of("a", "b", "d/a", "d/b", "d/e/f", "l", "l/x", "l/l/x")),
                net.jqwik.api.Tuple.of(4, path),
                net.jqwik.api.Tuple.of(1, Arbitraries.of("OUTSIDE/new", "/tmp/x", "../../../outside/new")),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 400).map("deep/"::repeat)));
        Arbitrary<String> other = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.of("a", "b", "d/a", "d", ".", "l")),
                net.jqwik.api.Tuple.of(
                        3,
                        Arbitraries.of(
                                "OUTSIDE",
                                "OUTSIDE/canary",
                                "../../../../outside",
                                "..",
                                "/etc/passwd",
                                "l/..",
                                "d/../..")),
                net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(2000)));
        return Combinators.combine(Arbitraries.of(Kind.class), name, other).as(Thing::new);
    }

    @Provide
    Arbitrary<Change> changes() {
        Arbitrary<Integer> at = Arbitraries.oneOf(
                Arbitraries.integers().between(0, BLOCK - 1),
                // Mode, size and type: where a lie is worth most.
                Arbitraries.integers().between(100, 107),
                Arbitraries.integers().between(124, 135),
                Arbitraries.just(156));
        Arbitrary<Byte> value = Arbitraries.oneOf(
                Arbitraries.bytes(),
                Arbitraries.of("01234567xgKLSD".chars().mapToObj(c -> (byte) c).toList()));
        return Combinators.combine(Arbitraries.integers(), at, value, Arbitraries.of(true, true, false))
                .as(Change::new);
    }

    @BeforeTry
    void a_machine_with_something_precious_beside_the_store() throws IOException {
        dir = Files.createTempDirectory("generated-");
        canary = StoreWorld.write(dir, "outside/canary", "precious");
    }

    @AfterTry
    void removed() {
        assertThat(TreeDeletion.delete(dir)).isEmpty();
    }

    @Property(tries = 120, shrinking = ShrinkingMode.BOUNDED)
    void an_archive_is_staged_as_it_is_or_refused_once_and_leaves_nothing(
            @ForAll @Size(min = 1, max = 12) List<@net.jqwik.api.From("things") Thing> things,
            @ForAll @Size(max = 3) List<@net.jqwik.api.From("changes") Change> changes,
            @ForAll @IntRange(max = 100) int kept,
            @ForAll boolean compressed)
            throws Exception {
        StoreWorld world = new StoreWorld(dir);
        world.rules = world.rules.limitedTo(new Limits(500, 1 << 20, 30));
        Path file = archive(things, changes, kept, compressed);

        try {
            world.stage(file, VERSION.value());
            assertThat(world.store.verify(VERSION)).isEmpty();
            assertThat(world.store.remove(VERSION)).isEmpty();
        } catch (Refused refused) {
            assertThat(refused.refusals()).hasSize(1).allMatch(one -> REASONS.contains(one.code()));
        }

        assertThat(world.everythingInReleases()).isEmpty();
        assertThat(canary).hasContent("precious");
        assertThat(Inode.of(canary).links()).isEqualTo(1);
        try (var outside = Files.list(outsideDirectory());
                var beside = Files.list(dir)) {
            assertThat(outside).containsExactly(canary);
            assertThat(beside.map(path -> path.getFileName().toString()))
                    .isSubsetOf("outside", "root", "whole.tar", "source");
        }
    }

    private Path outsideDirectory() {
        return dir.resolve("outside");
    }

    private Path archive(List<Thing> things, List<Change> changes, int kept, boolean compressed) throws IOException {
        Path whole = dir.resolve("whole.tar");
        try (Archive tar = Archive.tar(whole)) {
            for (Thing thing : things) {
                thing.addTo(tar, outsideDirectory());
            }
        }
        byte[] bytes = Files.readAllBytes(whole);
        changes.forEach(change -> change.make(bytes));
        // Most archives are whole.
        int length = kept < 85 ? bytes.length : (int) (bytes.length * (long) kept / 101);
        Path file = dir.resolve("source");
        try (OutputStream plain = Files.newOutputStream(file);
                OutputStream out = compressed ? new GZIPOutputStream(plain) : plain) {
            out.write(bytes, 0, length);
        }
        return file;
    }
}
