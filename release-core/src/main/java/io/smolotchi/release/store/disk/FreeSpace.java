package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * What a file system has left for this process.
 *
 * @param bytes free
 * @param inodes free; {@link Long#MAX_VALUE} where they are not counted (btrfs)
 */
public record FreeSpace(long bytes, long inodes) {

    public static FreeSpace at(Path path) throws IOException {
        long[] words = LinuxCalls.statvfs(path);
        if (words.length == 1) {
            throw new FileSystemException(path.toString(), null, "statvfs: " + LinuxCalls.text((int) words[0]));
        }
        return new FreeSpace(words[0] * words[1], words[2] == 0 ? Long.MAX_VALUE : words[3]);
    }
}
