package io.smolotchi.release.store;

import io.smolotchi.release.git.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Directories in which git works while a source is read, readable by this user alone. Not below releases/: planning writes nothing there. */
final class ScratchDirectory implements AutoCloseable {

    /** On disk, where {@code /tmp} may be memory. */
    private static final Path PREFERRED = Path.of("/var/tmp");

    private final List<Path> made = new ArrayList<>();

    synchronized Path make() {
        try {
            Path parent = Files.isWritable(PREFERRED) ? PREFERRED : Path.of(System.getProperty("java.io.tmpdir"));
            Path directory = Files.createTempDirectory(parent, "smolotchi-release-");
            made.add(directory);
            Path attributes = directory.resolve(Git.TEMPLATE_FILE);
            Files.createDirectories(attributes.getParent());
            Files.writeString(attributes, Git.TEMPLATE_TEXT);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory", e);
        }
    }

    @Override
    public synchronized void close() {
        made.forEach(TreeDeletion::delete);
        made.clear();
    }
}
