package io.smolotchi.release.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, which use a release in one way each. */
class LiveProcessesTest {

    private static final Path PROC = Path.of("/proc");

    @TempDir
    Path releases;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    private Path release(String version) throws IOException {
        return Files.createDirectories(releases.resolve(version));
    }

    /** Returns when it is what it is going to be. */
    private String runs(ProcessBuilder builder, String program) throws IOException, InterruptedException {
        Process process = builder.start();
        started.add(process);
        Path comm = PROC.resolve(process.pid() + "/comm");
        while (!Files.readString(comm).strip().equals(program)) {
            Thread.sleep(5);
        }
        // Loaded, too: it waits, and does nothing else.
        while (!Files.readString(PROC.resolve(process.pid() + "/stat")).contains(") S ")) {
            Thread.sleep(5);
        }
        return "pid " + process.pid() + " (" + program + ")";
    }

    private Map<Version, String> users() throws IOException {
        return new LiveProcesses(PROC, releases.toRealPath().toString()).users();
    }

    @Test
    void a_release_is_used_by_who_works_in_it_runs_from_it_has_it_open_or_mapped() throws Exception {
        String works = runs(
                new ProcessBuilder("sleep", "600").directory(release("1.0.0").toFile()), "sleep");
        Path program = Files.copy(
                Path.of("/bin/sleep").toRealPath(),
                release("1.1.0").resolve("tool"),
                StandardCopyOption.COPY_ATTRIBUTES);
        String runs = runs(new ProcessBuilder(program.toString(), "600"), "tool");
        Path file = Files.writeString(release("1.2.0").resolve("data"), "text");
        String open = runs(new ProcessBuilder("sh", "-c", "exec sleep 600 3<\"$0\"", file.toString()), "sleep");
        Path library = Files.copy(libm(), release("1.3.0").resolve("libm.so"), StandardCopyOption.COPY_ATTRIBUTES);
        ProcessBuilder mapping = new ProcessBuilder("sleep", "600");
        mapping.environment().put("LD_PRELOAD", library.toString());
        String mapped = runs(mapping, "sleep");
        release("1.4.0");

        assertThat(users())
                .isEqualTo(Map.of(
                        Version.of("1.0.0"), works,
                        Version.of("1.1.0"), runs,
                        Version.of("1.2.0"), open,
                        Version.of("1.3.0"), mapped));
    }

    /** Of the C library's companion, which a sleep does not have anyway. */
    private static Path libm() throws IOException {
        String maps = Files.readString(PROC.resolve("self/maps"));
        return Path.of(maps.lines()
                        .filter(line -> line.contains("/libm.so"))
                        .map(line -> line.substring(line.indexOf('/')))
                        .findFirst()
                        .orElseThrow())
                .toRealPath();
    }

    @Test
    void who_ends_while_it_is_looked_at_is_in_nobodys_way() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        Thread comings = Thread.ofPlatform().start(() -> {
            while (!enough.get()) {
                try {
                    new ProcessBuilder("true").start().waitFor();
                } catch (IOException | InterruptedException e) {
                    return;
                }
            }
        });
        try {
            for (int i = 0; i < 40; i++) {
                assertThat(users()).isEmpty();
            }
        } finally {
            enough.set(true);
            comings.join();
        }
    }
}
