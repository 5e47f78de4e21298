package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Reads files and hashes them; one per thread, so that the buffer is used again. */
public final class FileHash {

    private final ByteBuffer buffer = ByteBuffer.allocate(128 * 1024);
    private final MessageDigest digest = Digest.sha256();

    /** The content's digest and its size as read. */
    public record Content(Digest digest, long size) {}

    public Content of(Path file) throws IOException {
        return of(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** The same of a path that leads to a descriptor, as those of {@code /proc/self/fd} do. */
    public Content ofOpened(Path file) throws IOException {
        return of(file, StandardOpenOption.READ);
    }

    private Content of(Path file, OpenOption... how) throws IOException {
        digest.reset();
        long size = 0;
        try (FileChannel channel = FileChannel.open(file, how)) {
            while (channel.read(buffer.clear()) >= 0) {
                digest.update(buffer.array(), 0, buffer.position());
                size += buffer.position();
            }
        }
        return new Content(finish(digest), size);
    }

    public static Digest finish(MessageDigest digest) {
        return new Digest(HexFormat.of().formatHex(digest.digest()));
    }
}
