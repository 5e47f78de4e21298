package io.smolotchi.release.faults;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.git.Git;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.python.Bytecode;
import io.smolotchi.release.python.Confined;
import io.smolotchi.release.python.Interpreters;
import io.smolotchi.release.python.Venv;
import io.smolotchi.release.store.ChangeLock;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.Staging;
import io.smolotchi.release.store.StagingRules;
import io.smolotchi.release.store.StagingTools;
import io.smolotchi.release.store.StoreLocation;
import io.smolotchi.release.store.source.StagingSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Like {@link Subject}, for what it can't do below another root: stages a release with a venv into a store of its own, with this machine's Python. A line is
 * {@code DIRECTORY NUMBER}: the store is below the directory, and the source beside it, named {@code source}.
 */
final class VenvSubject {

    static final Version VERSION = Version.of("1.0.0");

    private VenvSubject() {}

    public static void main(String[] args) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        answers.println(Subject.READY
                + Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName());
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Path directory = Path.of(line.substring(0, line.lastIndexOf(' ')));
            try {
                staging(store(directory))
                        .stage(
                                new StagingSource.OnDisk(directory.resolve("source")),
                                VERSION,
                                new Caller("tester", Origin.CONSOLE, ""),
                                Progress.none(),
                                ChangeLock.none());
                answers.println(Subject.OUTCOME + "done staged");
            } catch (RuntimeException e) {
                answers.println(Subject.OUTCOME + "thrown " + e);
            }
            answers.println(Subject.CLOSED);
        }
    }

    static ReleaseStore store(Path directory) {
        return new ReleaseStore(new StoreLocation(directory, "/opt/smolotchi"));
    }

    private static Staging staging(ReleaseStore store) {
        LocalProcesses processes = new LocalProcesses();
        return new Staging(new StagingTools(
                store,
                StagingRules.defaults(),
                new Interpreters(processes, Path.of("/"), Optional.empty()),
                new Bytecode(processes),
                new Venv(processes, Confined.of(processes, "nobody")),
                new Git(processes, Map.of()),
                Clock.systemUTC(),
                "pi"));
    }
}
