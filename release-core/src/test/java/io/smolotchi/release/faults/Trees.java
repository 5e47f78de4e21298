package io.smolotchi.release.faults;

import io.smolotchi.release.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Sources of releases, small, because every file is some system calls more: the sample's units with a little beside them. */
final class Trees {

    static final String OLD = "1.0.0";
    static final String NEW = "1.1.0";
    static final String OLDEST = "0.9.0";
    static final String ANCIENT = "0.8.0";
    /** Declares a database that no older one understands afterwards. */
    static final String MIGRATING = "2.0.0";

    /** A link to it has a text that ext4 keeps in a block of its own. */
    static final String LONG = "3.0.0-of-a-branch-whose-name-says-everything-about-it";

    /** Has the units of {@link #OLD}, but for the text of one. */
    static final String TEXT = "1.0.1";
    /** Has the units of {@link #OLD}, and a drop-in where none was. */
    static final String DROP_IN = "1.0.2";

    private final Path directory;

    Trees(Path directory) {
        this.directory = directory;
    }

    /** The source of that version. Old and new each have a unit that the other has not, and another text of one that both have, and share one file's bytes. */
    Path source(String version) throws IOException {
        Path tree = directory.resolve(version);
        if (Files.exists(tree)) {
            return tree;
        }
        Path sample = Sample.tree(version.equals(NEW) ? NEW : OLD, directory.resolve("sample"));
        Path units = Files.createDirectories(tree.resolve("packaging/systemd"));
        copy(sample.resolve("packaging/systemd"), units, List.of("smolotchi-web.service", "smolotchi-core.service"));
        String like = List.of(TEXT, DROP_IN).contains(version) ? OLD : version;
        Path core = units.resolve("smolotchi-core.service");
        Files.writeString(
                core,
                Files.readString(core)
                        .replaceFirst(
                                "Description=.*", "Description=Core " + (version.equals(DROP_IN) ? OLD : version)));
        String own = "smolotchi-only-in-" + (version.equals(LONG) ? "long" : like.replace('.', '-')) + ".service";
        Files.writeString(
                units.resolve(own),
                "[Unit]\nDescription=Only in " + like
                        + "\n\n[Service]\nExecStart=/opt/smolotchi/current/run\nUser=smolotchi\n\n"
                        + "[Install]\nWantedBy=multi-user.target\n");
        String state =
                version.equals(MIGRATING) ? "state: {snapshot: [events.db], rollback-floor: " + MIGRATING + "}\n" : "";
        Files.writeString(
                tree.resolve("release.yaml"), "version: " + version + "\nunits:\n  install: [" + own + "]\n" + state);
        if (version.equals(DROP_IN)) {
            Path dropIn = tree.resolve("packaging/systemd/dropins/smolotchi-prune.timer.d/10-later.conf");
            Files.createDirectories(dropIn.getParent());
            Files.writeString(dropIn, "[Timer]\nRandomizedDelaySec=1h\n");
        }
        Files.createDirectories(tree.resolve("smolotchi/ai"));
        Files.writeString(tree.resolve("smolotchi/ai/__init__.py"), "");
        Files.writeString(tree.resolve("smolotchi/ai/worker.py"), "print('working')\n");
        Files.writeString(tree.resolve("smolotchi/__init__.py"), "");
        Files.writeString(tree.resolve("smolotchi/cli.py"), "print('the same in every version')\n".repeat(40));
        Files.writeString(tree.resolve("smolotchi/version.py"), "VERSION = '" + version + "'\n");
        Files.createSymbolicLink(tree.resolve("smolotchi/latest.py"), Path.of("version.py"));
        Path program = tree.resolve("run");
        Files.writeString(program, "#!/bin/sh\nexec sleep infinity\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return tree;
    }

    private static void copy(Path from, Path to, List<String> names) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (names.contains(file.getFileName().toString())) {
                    Files.copy(file, to.resolve(file.getFileName().toString()));
                }
            }
        }
    }
}
