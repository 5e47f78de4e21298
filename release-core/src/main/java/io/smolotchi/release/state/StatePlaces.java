package io.smolotchi.release.state;

import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where declared databases lie: inside the state directory, and reached through directories alone, because a link in there is made by the application.
 */
public final class StatePlaces {

    private final Path directory;
    private final boolean running;

    /** @param directory the state directory, absolute, as seen on the machine */
    public StatePlaces(HostRoot root, String directory) {
        this.directory = root.resolve(directory);
        this.running = root.running();
    }

    /** @param path as declared: below the state directory, without dots as parts */
    public Path file(String path) {
        return directory.resolve(path);
    }

    Database database(String path) {
        return new Database(directory, file(path), running);
    }

    /** Why the file must not be touched, as a clause; empty when it may, also when it is not there. */
    public Optional<String> obstacle(String path) {
        Path reached = directory;
        for (Path part : Path.of(path)) {
            reached = reached.resolve(part);
            if (Files.isSymbolicLink(reached)) {
                return Optional.of(reached + " is a link");
            }
            if (!Files.exists(reached, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            boolean last = reached.equals(directory.resolve(path));
            if (last ? !Files.isRegularFile(reached, LinkOption.NOFOLLOW_LINKS) : !Files.isDirectory(reached)) {
                return Optional.of(reached + (last ? " is no file" : " is no directory"));
            }
        }
        return otherNames(reached);
    }

    /** A second name may lie anywhere, and is written to as well. */
    private static Optional<String> otherNames(Path file) {
        try {
            return Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS))
                    ? Optional.empty()
                    : Optional.of(file + " has more than one name");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    /** Bytes of the database and its log; 0 when it is not there. */
    public long bytes(String path) {
        return database(path).bytes();
    }
}
