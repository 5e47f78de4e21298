package io.smolotchi.release.store.manifest;

import io.smolotchi.release.store.disk.Inode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What files with several names hold, so that content that releases share is read once. Safe for use by several threads. */
final class HashedInodes {

    private final Map<Inode.Key, FileHash.Content> known = new ConcurrentHashMap<>();

    /** @param inode of the file, as just seen */
    FileHash.Content of(Path file, Inode inode, FileHash hash) throws IOException {
        if (inode.links() < 2) {
            return hash.of(file);
        }
        FileHash.Content content = known.get(inode.key());
        if (content == null) {
            content = hash.of(file);
            known.put(inode.key(), content);
        }
        return content;
    }
}
