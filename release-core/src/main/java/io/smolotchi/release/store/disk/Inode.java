package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code lstat(2)} says, with the mode's set-id bits, which the portable attributes leave out.
 *
 * @param size in bytes
 */
public record Inode(int mode, long device, long number, int links, int user, int group, long size) {

    private static final int TYPE = 0170000;

    /** What tells an inode from all others while it exists. */
    public record Key(long device, long number) {}

    public static Inode of(Path path) throws IOException {
        Map<String, Object> is =
                Files.readAttributes(path, "unix:mode,dev,ino,nlink,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
        return new Inode(
                number(is, "mode").intValue(),
                number(is, "dev").longValue(),
                number(is, "ino").longValue(),
                number(is, "nlink").intValue(),
                number(is, "uid").intValue(),
                number(is, "gid").intValue(),
                number(is, "size").longValue());
    }

    public Key key() {
        return new Key(device, number);
    }

    public boolean isDirectory() {
        return (mode & TYPE) == 0040000;
    }

    public boolean isFile() {
        return (mode & TYPE) == 0100000;
    }

    public boolean isLink() {
        return (mode & TYPE) == 0120000;
    }

    /** The twelve bits that chmod sets. */
    public int permissions() {
        return mode & 07777;
    }

    boolean setId() {
        return (mode & 06000) != 0;
    }

    boolean executable() {
        return (mode & 0111) != 0;
    }

    public String owner() {
        return user + ":" + group;
    }

    public String type() {
        return switch (mode & TYPE) {
            case 0040000 -> "a directory";
            case 0100000 -> "a file";
            case 0120000 -> "a link";
            case 0010000 -> "a FIFO";
            case 0140000 -> "a socket";
            case 0020000 -> "a character device";
            case 0060000 -> "a block device";
            default -> "of an unknown type";
        };
    }

    private static Number number(Map<String, Object> values, String key) {
        return (Number) Optional.ofNullable(values.get(key)).orElseThrow();
    }
}
