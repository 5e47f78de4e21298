package io.smolotchi.release.shell.interactive;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Where typed lines are kept: in the state directory of the XDG base directories, readable by their owner alone. */
final class HistoryFile {

    private HistoryFile() {}

    /** Empty when it can't be made private: lines are then forgotten at the end of the session. */
    static Optional<Path> prepare(Map<String, String> environment, String home) {
        String configured = environment.getOrDefault("XDG_STATE_HOME", "");
        Path state = configured.startsWith("/") ? Path.of(configured) : Path.of(home, ".local", "state");
        Path directory = state.resolve("smolotchi-release");
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            return Optional.of(privately(directory.resolve("history")));
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private static Path privately(Path file) throws IOException {
        var mode = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException("not a file: " + file, e);
            }
            Files.setPosixFilePermissions(file, mode);
        }
        return file;
    }
}
