package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitName;
import java.util.Optional;

/** Where units and their companions are installed, as absolute paths on the machine. */
public final class UnitPaths {

    public static final String UNITS = "/etc/systemd/system";

    /** Ours among the drop-ins of a unit. An administrator's {@code override.conf} sorts after it and wins. */
    static final String LAYOUT_DROP_IN = "50-smolotchi-release.conf";

    /** Before the name of a drop-in of a release, so that it sorts before ours and can't be mistaken for an administrator's. */
    static final String RELEASE_DROP_IN = "40-smolotchi-release-";

    private UnitPaths() {}

    public static String unit(String name) {
        return UNITS + "/" + name;
    }

    /** The unit that is installed at that path; empty for drop-ins and other files. */
    public static Optional<UnitName> unitAt(String path) {
        return isUnit(path) && UnitName.isUnitName(path.substring(UNITS.length() + 1))
                ? Optional.of(UnitName.of(path.substring(UNITS.length() + 1)))
                : Optional.empty();
    }

    /** Whether the file at that path is the unit itself or a drop-in of it. */
    public static boolean concerns(String path, String unit) {
        return path.equals(unit(unit)) || path.startsWith(UNITS + "/" + unit + ".d/");
    }

    static String dropIn(String unit, String file) {
        return UNITS + "/" + unit + ".d/" + file;
    }

    public static String tmpfiles(Application application) {
        return "/etc/tmpfiles.d/" + application.name() + ".conf";
    }

    public static String sysusers(Application application) {
        return "/etc/sysusers.d/" + application.name() + ".conf";
    }

    /** Whether systemd has to reload after the file was written. */
    static boolean loadedBySystemd(String path) {
        return path.startsWith(UNITS + "/");
    }

    /** Whether the path is that of a unit itself, not of a drop-in or a link that enables it. */
    static boolean isUnit(String path) {
        return path.startsWith(UNITS + "/") && path.indexOf('/', UNITS.length() + 1) < 0;
    }

    static boolean isDropIn(String path) {
        return path.startsWith(UNITS + "/") && parent(path).endsWith(".d");
    }

    /** The unit that a drop-in is for. */
    static String unitOfDropIn(String path) {
        String directory = parent(path);
        return directory.substring(directory.lastIndexOf('/') + 1, directory.length() - ".d".length());
    }

    static String parent(String path) {
        return path.substring(0, path.lastIndexOf('/'));
    }
}
