package io.smolotchi.release.testhost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Whether this machine can have test hosts, and what happens to a test when it can't. */
public final class TestHostAvailability {
    private static final List<String> PROGRAMS =
            List.of("systemd-nspawn", "nsenter", "ip", "mount", "umount", "losetup", "curl");

    private TestHostAvailability() {}

    /** Why there can be no test host on this machine; empty when there can. */
    public static Optional<String> obstacle() {
        return Stream.<Supplier<Optional<String>>>of(
                        TestHostAvailability::notRoot,
                        TestHostAvailability::missingPrograms,
                        TestHostAvailability::noOverlay,
                        TestHostAvailability::noCgroups)
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Goes on when this machine can have test hosts. Otherwise the test fails when the environment says {@code CI=true},
     * and is skipped elsewhere, with the reason both times.
     */
    public static void require() {
        obstacle().ifPresent(reason -> refuse(reason, "true".equals(System.getenv("CI"))));
    }

    static void refuse(String reason, boolean continuousIntegration) {
        String message = "no test host on this machine: " + reason;
        if (continuousIntegration) {
            throw new AssertionError(message);
        }
        Assumptions.abort(message);
    }

    private static Optional<String> notRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                    ? Optional.empty()
                    : Optional.of("it needs root");
        } catch (IOException e) {
            return Optional.of("/proc is not mounted");
        }
    }

    private static Optional<String> missingPrograms() {
        List<String> missing =
                missing(PROGRAMS, Optional.ofNullable(System.getenv("PATH")).orElse(""));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("missing programs: " + String.join(", ", missing)
                        + " (Debian packages systemd-container, iproute2, util-linux, mount, curl)");
    }

    static List<String> missing(List<String> programs, String path) {
        List<Path> directories = Arrays.stream(path.split(":", -1))
                .filter(directory -> !directory.isEmpty())
                .map(Path::of)
                .toList();
        return programs.stream()
                .filter(program ->
                        directories.stream().noneMatch(directory -> Files.isExecutable(directory.resolve(program))))
                .toList();
    }

    private static Optional<String> noOverlay() {
        try {
            if (!Files.exists(Path.of("/sys/module/overlay")) && !kernelKnowsOverlay()) {
                Command.run("modprobe", "overlay");
            }
            if (!kernelKnowsOverlay()) {
                return Optional.of("the kernel has no overlay file system");
            }
            String type = Files.getFileStore(Workspace.base()).type();
            return type.equals("overlay")
                    ? Optional.of(Workspace.base()
                            + " is an overlay itself: set smolotchi.testhost.dir to a directory on a disk")
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of("the kernel's file systems can't be asked: " + e.getMessage());
        }
    }

    private static boolean kernelKnowsOverlay() throws IOException {
        return Files.readAllLines(Path.of("/proc/filesystems")).contains("nodev\toverlay");
    }

    private static Optional<String> noCgroups() {
        List<Path> hierarchies = Cgroups.hierarchies();
        return !hierarchies.isEmpty() && hierarchies.stream().allMatch(Files::isWritable)
                ? Optional.empty()
                : Optional.of("no writable cgroup hierarchy for systemd below /sys/fs/cgroup");
    }
}
