package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * As whom this process makes files, from {@code /proc/self/status}.
 *
 * @param user effective
 * @param group effective
 * @param umask bits that new files don't get
 */
public record ProcessIdentity(int user, int group, int umask) {

    public static ProcessIdentity read() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
        return new ProcessIdentity(
                Integer.parseInt(field(lines, "Uid:", 1)),
                Integer.parseInt(field(lines, "Gid:", 1)),
                Integer.parseInt(field(lines, "Umask:", 0), 8));
    }

    public boolean root() {
        return user == 0;
    }

    /** What every path of a release belongs to: root's group too when root stages, whatever group it runs with. */
    public String owner() {
        return user + ":" + (root() ? 0 : group);
    }

    private static String field(List<String> lines, String name, int index) throws IOException {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().split("\\s+", -1)[index])
                .findFirst()
                .orElseThrow(() -> new IOException("/proc/self/status has no " + name));
    }
}
