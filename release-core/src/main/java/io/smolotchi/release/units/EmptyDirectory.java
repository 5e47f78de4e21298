package io.smolotchi.release.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Removes a directory when nothing is in it. */
final class EmptyDirectory {

    private EmptyDirectory() {}

    static void remove(Path directory) {
        try {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(directory)) {
                Path parent = directory.getParent();
                if (parent != null) {
                    DurableFiles.sync(parent);
                }
            }
        } catch (DirectoryNotEmptyException e) {
            // something of the administrator's is in it
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
