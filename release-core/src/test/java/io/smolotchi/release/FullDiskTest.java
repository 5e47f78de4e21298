package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.testhost.LoopDisk;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees, catalog, journal and units on a disk without a byte left. */
@Tag("faults")
class FullDiskTest {

    @TempDir
    Path sources;

    /** What is done on the disk is done by a process of its own: locks are kept open until their process ends. */
    static final class OnDisk {

        private OnDisk() {}

        public static void main(String[] args) {
            try (OfflineMachine machine = new OfflineMachine(Path.of(args[0]))) {
                switch (args[1]) {
                    case "begin" -> {
                        for (String version : new String[] {"1.0.0", "1.1.0"}) {
                            machine.stage(Sample.tree(version, Path.of(args[2])));
                            say("activate", machine.activate(version));
                        }
                    }
                    case "roll back" -> {
                        look(machine);
                        say("rollback", machine.rollback());
                        look(machine);
                    }
                    default ->
                        say("pin", machine.carryOut(new Request.Marking(Version.of("1.0.0"), Mark.Kind.PINNED, true)));
                }
            }
        }

        private static void look(OfflineMachine machine) {
            Status status = machine.status();
            say("current", status.current().orElseThrow());
            say("free", status.disk().free());
            say("problems", status.problems());
            say(
                    "rows",
                    machine.core().inquiries().history(HistoryFilter.newest(9)).size());
        }

        private static void say(String what, Object is) {
            System.out.println(what + ": " + is);
        }
    }

    private static String does(Path root, String what, Path sources) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnDisk.class.getName(),
                        root.toString(),
                        what,
                        sources.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static void fill(Path directory) throws IOException {
        for (int size = 64 << 10; size > 0; size /= 16) {
            byte[] block = new byte[size];
            try (OutputStream out = Files.newOutputStream(directory.resolve("filler-" + size))) {
                while (true) {
                    out.write(block);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }
    }

    private static void empty(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory, "filler-*")) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    @Test
    void status_history_and_a_rollback_work_and_the_reserve_is_made_again_when_there_is_room() throws Exception {
        try (LoopDisk disk = LoopDisk.create(LoopDisk.FileSystem.EXT4)) {
            Path root = Files.createDirectory(disk.mountPoint().resolve("root"));
            Path reserve = root.resolve("var/lib/smolotchi-release/.smolotchi-release.reserve");
            does(root, "begin", sources);
            assertThat(reserve).hasSize(4 << 20);
            fill(disk.mountPoint());

            assertThat(does(root, "roll back", sources).lines())
                    .filteredOn(line -> line.matches("(current|free|rows|rollback): .*"))
                    .containsExactly(
                            "current: 1.1.0",
                            "free: 0",
                            "rows: 2",
                            "rollback: Unchecked[]",
                            "current: 1.0.0",
                            "free: 0",
                            "rows: 3");
            assertThat(reserve).doesNotExist();

            empty(disk.mountPoint());
            does(root, "pin", sources);
            assertThat(reserve).hasSize(4 << 20);
        }
    }
}
