package io.smolotchi.release.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.source.Limits;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that would fill memory or disk, in a process with the heap that a small machine gives. */
@Tag("faults")
class SmallHeapTest {

    private static final int BLOCK = 512;
    private static final long BOMB = 1L << 30;

    @TempDir
    Path dir;

    /** Stages the archive that is named, with limits of a small machine, and says what came of it. */
    static final class Stage {

        private Stage() {}

        public static void main(String[] words) throws IOException {
            StoreWorld world = new StoreWorld(Path.of(words[0]));
            world.rules = world.rules.limitedTo(new Limits(200_000, 32 << 20, 48));
            try {
                world.stage(Path.of(words[1]), "1.0.0");
                System.out.println("staged");
            } catch (Refused refused) {
                System.out.println(refused.refusals().getFirst().code());
            }
        }
    }

    @Test
    void a_bomb_of_ten_thousand_to_one_ends_at_the_limit() throws Exception {
        Path file = dir.resolve("bomb.tar.zst");
        try (OutputStream out = zstd(file)) {
            out.write(header("zeros", BOMB));
            byte[] zeros = new byte[1 << 20];
            for (long left = BOMB + 2 * BLOCK; left > 0; left -= zeros.length) {
                out.write(zeros, 0, (int) Math.min(zeros.length, left));
            }
        }
        assertThat(BOMB / Files.size(file)).isGreaterThan(10_000);

        assertThat(outcome(file)).isEqualTo("SOURCE_TOO_LARGE");
    }

    @Test
    void a_million_entries_end_at_the_limit() throws Exception {
        Path file = dir.resolve("many.tar.zst");
        try (OutputStream out = zstd(file)) {
            for (int i = 0; i < 1_000_000; i++) {
                // Ignored, so that they cost nothing but being counted.
                out.write(header(".git/" + i, 0));
            }
            out.write(new byte[2 * BLOCK]);
        }

        assertThat(outcome(file)).isEqualTo("SOURCE_TOO_LARGE");
    }

    @Test
    void a_size_that_lies_ends_with_the_archive() throws Exception {
        Path file = dir.resolve("lie.tar.zst");
        try (OutputStream out = zstd(file)) {
            out.write(header("a", 20L << 20));
            out.write(new byte[3 * BLOCK]);
        }

        assertThat(outcome(file)).isEqualTo("SOURCE_UNREADABLE");
    }

    private String outcome(Path file) throws IOException {
        Path store = Files.createDirectory(dir.resolve("machine"));
        Finished finished = new LocalProcesses()
                .run(Command.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-Xmx48m",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Stage.class.getName(),
                                store.toString(),
                                file.toString())
                        .within(Duration.ofMinutes(3)));
        assertThat(new StoreWorld(store).everythingInReleases()).isEmpty();
        return finished.out().strip().isEmpty()
                ? finished.err()
                : finished.out().strip();
    }

    private static OutputStream zstd(Path file) throws IOException {
        return new BufferedOutputStream(new ZstdCompressorOutputStream(Files.newOutputStream(file)), 1 << 20);
    }

    private static byte[] header(String name, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0000000000\0000000000\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\000000000000000", size));
        put(header, 148, "        0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
