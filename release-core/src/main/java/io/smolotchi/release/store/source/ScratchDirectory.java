package io.smolotchi.release.store.source;

import io.smolotchi.release.git.Git;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.TreeDeletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Directories in which git works while a source is read, readable by this user alone. Not below releases/: planning writes nothing there. */
public final class ScratchDirectory implements AutoCloseable {

    /** On disk, where {@code /tmp} may be memory. */
    private static final Path PREFERRED = Path.of("/var/tmp");

    private static final String NAME = "smolotchi-release-";
    private static final Pattern MADE = Pattern.compile(NAME + "([0-9]+)-[0-9]+");

    private final List<Path> made = new ArrayList<>();

    public synchronized Path make() {
        try {
            String prefix = NAME + ProcessHandle.current().pid() + "-";
            Path directory = Files.createTempDirectory(parent(), prefix);
            made.add(directory);
            Path attributes = directory.resolve(Git.TEMPLATE_FILE);
            Files.createDirectories(attributes.getParent());
            Files.writeString(attributes, Git.TEMPLATE_TEXT);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary directory", e);
        }
    }

    private static Path parent() {
        return Files.isWritable(PREFERRED) ? PREFERRED : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /**
     * Deletes what processes left that were killed. Anybody can make something of such a name there, so what another user could have made or could change is
     * not touched.
     *
     * @return a sentence for each
     */
    public static List<String> cleanUp() throws IOException {
        List<String> done = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent(), NAME + "*")) {
            for (Path directory : found) {
                if (left(directory)) {
                    done.add("deleted " + directory + ", the work of a process that was killed");
                    done.addAll(TreeDeletion.delete(directory));
                }
            }
        }
        return done;
    }

    private static boolean left(Path directory) throws IOException {
        Matcher name = MADE.matcher(directory.getFileName().toString());
        if (!name.matches() || ProcessHandle.of(Long.parseLong(name.group(1))).isPresent()) {
            return false;
        }
        try {
            Inode inode = Inode.of(directory);
            return inode.isDirectory()
                    && inode.permissions() == 0700
                    && inode.user() == ProcessIdentity.read().user();
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        made.forEach(TreeDeletion::delete);
        made.clear();
    }
}
