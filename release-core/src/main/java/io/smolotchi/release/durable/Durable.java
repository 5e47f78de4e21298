package io.smolotchi.release.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** Files that are on the disk when a call returns. A name is there only when its directory was synced, too. */
public final class Durable {

    private Durable() {}

    /** A file, or a directory with the names in it. */
    public static void sync(Path fileOrDirectory) throws IOException {
        sync(fileOrDirectory, Set.of(StandardOpenOption.READ));
    }

    /** Likewise where somebody else could have put a link: that is an error then. */
    public static void syncUnlinked(Path fileOrDirectory) throws IOException {
        sync(fileOrDirectory, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    private static void sync(Path fileOrDirectory, Set<OpenOption> how) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrDirectory, how)) {
            channel.force(true);
        }
    }

    /** What else a new file has to have before it is synced, such as its mode. */
    @FunctionalInterface
    public interface Finish {
        void on(Path file) throws IOException;
    }

    /** A new file with this text in UTF-8; its name is not durable yet. */
    public static void writeNew(Path file, String text) throws IOException {
        writeNew(file, text.getBytes(StandardCharsets.UTF_8), _ -> {});
    }

    /** A new file with this content; its name is not durable yet. */
    public static void writeNew(Path file, byte[] content, Finish finish) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            finish.on(file);
            channel.force(true);
        }
    }

    /**
     * The old text or the new one, whatever happens, and the new one when it returns.
     *
     * @param beside in the same directory, for the meantime; one that was left there is replaced
     */
    public static void replace(Path file, Path beside, String text) throws IOException {
        Files.deleteIfExists(beside);
        writeNew(beside, text);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            sync(directory);
        }
    }
}
