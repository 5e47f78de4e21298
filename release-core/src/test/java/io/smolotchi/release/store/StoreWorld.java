package io.smolotchi.release.store;

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
import io.smolotchi.release.store.disk.Modes;
import io.smolotchi.release.store.source.StagingSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A store on a real directory, and sources to fill it from. */
final class StoreWorld {

    private static final Instant FIRST = Instant.parse("2026-11-24T10:00:00Z");

    static final Caller CALLER = new Caller("ada", Origin.CONSOLE, "because");

    final Path dir;
    final StoreLocation location;
    final ReleaseStore store;
    private int stagings;
    StagingRules rules = StagingRules.defaults().compiling(false);

    StoreWorld(Path temporary) throws IOException {
        this.dir = temporary.toRealPath();
        this.location = new StoreLocation(dir.resolve("root"), "/opt/smolotchi");
        this.store = new ReleaseStore(location);
    }

    Staging staging() {
        LocalProcesses processes = new LocalProcesses();
        return new Staging(new StagingTools(
                store,
                rules,
                new Interpreters(processes, Path.of("/"), Optional.empty()),
                new Bytecode(processes),
                new Venv(processes, Confined.of(processes, "nobody")),
                new Git(processes, Map.of()),
                Clock.fixed(FIRST.plusSeconds(stagings++), ZoneOffset.UTC),
                "pi"));
    }

    StagedRelease stage(Path source, String version) {
        return stage(new StagingSource.OnDisk(source), version);
    }

    StagedRelease stage(StagingSource source, String version) {
        return staging().stage(source, Version.of(version), CALLER, Progress.none(), ChangeLock.none());
    }

    /** A small application as a directory. */
    Path application(String name, String... more) throws IOException {
        Path source = Files.createDirectories(dir.resolve(name));
        write(source, "smolotchi/cli.py", "print('hello')\n");
        write(source, "smolotchi/__init__.py", "");
        write(source, "bin/run", "#!/bin/sh\n");
        Modes.set(source.resolve("bin/run"), 0755);
        if (!Files.exists(source.resolve("latest"))) {
            Files.createSymbolicLink(source.resolve("latest"), Path.of("smolotchi/cli.py"));
        }
        for (String path : more) {
            write(source, path, path);
        }
        return source;
    }

    static Path write(Path base, String path, String content) throws IOException {
        Path file = base.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    Path releases() {
        return location.directory().resolve("releases");
    }

    /** Every name below releases/, ours and others. */
    List<String> everythingInReleases() throws IOException {
        if (!Files.exists(releases())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(releases())) {
            return all.map(path -> releases().relativize(path).toString())
                    .filter(name -> !name.isEmpty() && !name.equals(".meta"))
                    .sorted()
                    .toList();
        }
    }
}
