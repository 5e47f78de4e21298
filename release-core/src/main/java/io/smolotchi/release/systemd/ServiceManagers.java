package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Processes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Chooses the one that fits. */
public final class ServiceManagers {

    private ServiceManagers() {}

    /**
     * The systemd that runs, when the root is {@code /} and systemd is its init; otherwise offline.
     *
     * @param root of the machine that is changed
     */
    public static ServiceManager forRoot(Path root, Processes processes) {
        return isHere(root) ? new DBusServiceManager() : new OfflineServiceManager(root, processes);
    }

    /** The same for a service that is ordered before the system bus, which would let us wait for it in vain. */
    public static ServiceManager whileBooting(Path root, Processes processes) {
        return isHere(root) ? DBusServiceManager.withoutBus() : new OfflineServiceManager(root, processes);
    }

    private static boolean isHere(Path root) {
        return root.toAbsolutePath().normalize().getNameCount() == 0 && booted(Path.of("/"));
    }

    /** The test of sd_booted(3). */
    static boolean booted(Path root) {
        return Files.isDirectory(root.resolve("run/systemd/system"), LinkOption.NOFOLLOW_LINKS);
    }
}
