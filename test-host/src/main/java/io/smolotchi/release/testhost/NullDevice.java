package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The device that a test most easily damages for the whole machine: masked units are links to it. */
final class NullDevice {
    /** A character device that everybody may read and write, from stat(2): S_IFCHR and 0666. */
    private static final int SOUND = 0020666;

    private NullDevice() {}

    static void check() {
        check(Path.of("/dev/null"));
    }

    static void check(Path device) {
        try {
            Object mode = Files.getAttribute(device, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if (!mode.equals(SOUND)) {
                throw new TestHostException(device
                        + " is damaged: mode %s, not %o. Repair: rm -f %s; mknod -m 666 %s c 1 3"
                                .formatted(
                                        mode instanceof Integer bits ? Integer.toOctalString(bits) : mode,
                                        SOUND,
                                        device,
                                        device));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + device, e);
        }
    }
}
