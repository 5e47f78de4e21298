package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The mounts of this process's mount namespace, oldest first; the form is that of proc_pid_mountinfo(5). */
record MountTable(List<Mount> mounts) {
    record Mount(Path point, String type, String source) {}

    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    static MountTable read() {
        try {
            return parse(Files.readAllLines(Path.of("/proc/self/mountinfo")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the mount table", e);
        }
    }

    /** The processes whose namespace has the device mounted, in words. */
    static String whereMounted(Path device) {
        String in = ProcessHandle.allProcesses()
                .filter(process -> hasMounted(process.pid(), device))
                .map(process -> process.pid() + " ("
                        + process.info()
                                .commandLine()
                                .orElse("?")
                                .lines()
                                .findFirst()
                                .orElse("?") + ")")
                .collect(Collectors.joining(", "));
        return in.isEmpty() ? "no process has it mounted" : "it is mounted for the processes " + in;
    }

    private static boolean hasMounted(long pid, Path device) {
        try {
            return parse(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "mountinfo"))).mounts.stream()
                    .anyMatch(mount -> mount.source().equals(device.toString()));
        } catch (IOException | UncheckedIOException endedMeanwhile) {
            return false;
        }
    }

    static MountTable parse(List<String> lines) {
        return new MountTable(lines.stream().map(MountTable::parseLine).toList());
    }

    /** The optional fields before the lone dash vary in number. */
    private static Mount parseLine(String line) {
        List<String> fields = Arrays.asList(line.split(" ", -1));
        int dash = fields.subList(6, fields.size()).indexOf("-") + 6;
        return new Mount(
                Path.of(unescape(fields.get(4))), unescape(fields.get(dash + 1)), unescape(fields.get(dash + 2)));
    }

    private static String unescape(String field) {
        return ESCAPED.matcher(field)
                .replaceAll(
                        match -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 8))));
    }

    /** Newest first, which is the order in which they can be unmounted. */
    List<Path> pointsOf(ResourceName name) {
        return mounts.stream()
                .filter(mount -> name.occursIn(mount.point().toString()) || name.occursIn(mount.source()))
                .map(Mount::point)
                .toList()
                .reversed();
    }

    boolean anythingBelow(Path directory) {
        return mounts.stream().anyMatch(mount -> mount.point().startsWith(directory));
    }

    boolean isMountPoint(Path path) {
        return mounts.stream().anyMatch(mount -> mount.point().equals(path));
    }
}
