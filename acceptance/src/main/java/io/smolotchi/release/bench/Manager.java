package io.smolotchi.release.bench;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The release manager, below a root of its own.
 *
 * @param archive whether it is given the .tar.gz instead of the directory
 */
record Manager(Trees trees, boolean archive) implements Contestant {

    static final String FROM_DIRECTORY = "smolotchi-release";
    static final String FROM_ARCHIVE = "smolotchi-release, .tar.gz";

    @Override
    public String name() {
        return archive ? FROM_ARCHIVE : FROM_DIRECTORY;
    }

    @Override
    public boolean takesPart(Phase phase) {
        return phase == Phase.FIRST
                || phase == Phase.INCREMENTAL
                || (!archive && !trees.spec().python());
    }

    @Override
    public Round open(Path directory) {
        try {
            Path settings = directory.resolve("etc/smolotchi-release/release.yaml");
            Files.createDirectories(settings.getParent());
            Files.writeString(settings, "retention:\n  minimum-age: 0s\n  keep-failed: 0\n");
            if (trees.spec().python()) {
                // Below another root, the interpreter is looked up there.
                Path interpreter = directory.resolve("usr/bin/python3");
                Files.createDirectories(interpreter.getParent());
                Files.writeString(interpreter, "#!/bin/sh\nexec /usr/bin/python3 \"$@\"\n");
                Files.setPosixFilePermissions(interpreter, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            ManagerRound round =
                    new ManagerRound(this, directory, Core.open(new HostRoot(directory), CoreOptions.inThisProcess()));
            round.warmUp();
            return round;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + directory, e);
        }
    }
}
