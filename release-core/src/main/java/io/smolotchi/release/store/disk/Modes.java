package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Permission bits as numbers. */
public final class Modes {

    private static final PosixFilePermission[] FROM_LOWEST = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    private Modes() {}

    public static Set<PosixFilePermission> of(int mode) {
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < FROM_LOWEST.length; bit++) {
            if ((mode & (1 << bit)) != 0) {
                set.add(FROM_LOWEST[bit]);
            }
        }
        return set;
    }

    /** Exactly these bits: the set-id and sticky bits are cleared. Follows links: only for what was just made here. */
    public static void set(Path path, int mode) throws IOException {
        Files.setPosixFilePermissions(path, of(mode));
    }
}
