package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What of the machine would make any release fail: then the one that just did is not to blame, whatever its processes said. */
final class Circumstances {

    /** Less is full: the smallest database of an application needs more to begin a transaction. */
    private static final long FULL_BYTES = 1L << 20;

    private final HostRoot root;

    Circumstances(HostRoot root) {
        this.root = root;
    }

    /** A clause for people, such as "no space is left in /var/lib/smolotchi"; empty when there is nothing to be seen. */
    Optional<String> excuse(Intent intent) {
        Application.Directories directories = intent.application().directories();
        return List.of(directories.state(), directories.runtime(), "/tmp").stream()
                .flatMap(directory -> trouble(directory).stream())
                .findFirst();
    }

    private Optional<String> trouble(String directory) {
        Path path = root.resolve(directory);
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        try {
            FileStore store = Files.getFileStore(path);
            if (store.isReadOnly()) {
                return Optional.of("the file system of " + directory + " is mounted read-only");
            }
            // What is kept back for root is of no use to the application.
            return store.getTotalSpace() > 0 && store.getUsableSpace() < FULL_BYTES
                    ? Optional.of("no space is left in " + directory)
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
