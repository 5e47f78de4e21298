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

    /** @return whether it is gone now; durable when its parent is synced */
    static boolean remove(Path directory) {
        try {
            return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && Files.deleteIfExists(directory);
        } catch (DirectoryNotEmptyException e) {
            // something of the administrator's is in it
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}
