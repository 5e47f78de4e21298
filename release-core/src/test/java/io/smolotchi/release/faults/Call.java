package io.smolotchi.release.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One system call of the operation's thread that may change a file.
 *
 * @param syscall its name
 * @param line as the tracer wrote it
 */
record Call(String syscall, String line) {

    /** What a process changes files with, as far as a JVM, SQLite and the core do so. */
    static final List<String> CHANGING = List.of(
            "rename",
            "renameat",
            "renameat2",
            "unlink",
            "unlinkat",
            "mkdir",
            "mkdirat",
            "rmdir",
            "symlink",
            "symlinkat",
            "link",
            "linkat",
            "open",
            "openat",
            "creat",
            "write",
            "pwrite64",
            "writev",
            "pwritev",
            "fsync",
            "fdatasync",
            "syncfs",
            "ftruncate",
            "truncate",
            "fallocate",
            "chmod",
            "fchmod",
            "fchmodat",
            "chown",
            "fchown",
            "lchown",
            "fchownat",
            "copy_file_range",
            "sendfile",
            "ioctl");

    static final List<String> SYNCS = List.of("fsync", "fdatasync", "syncfs");

    private static final Pattern ABSOLUTE = Pattern.compile("[\"<](/[^\">]*)[\">]");

    /** Whether it changes something below the directory, or makes a change there durable. */
    boolean changes(String root) {
        boolean maybe = switch (syscall) {
            case "open", "openat" -> line.contains("O_CREAT") || line.contains("O_TRUNC");
            case "ioctl" -> line.contains("FICLONE");
            default -> true;
        };
        return maybe && !below(root).isEmpty();
    }

    /** Whether it made something durable, and is done. */
    boolean synced() {
        return SYNCS.contains(syscall) && line.endsWith(" = 0");
    }

    /** Paths below the root that it names, seen from the root, in order. */
    List<String> below(String root) {
        List<String> found = new ArrayList<>();
        Matcher paths = ABSOLUTE.matcher(line);
        while (paths.find()) {
            String path = paths.group(1);
            if (path.startsWith(root + "/")) {
                found.add(path.substring(root.length()));
            }
        }
        return found;
    }
}
