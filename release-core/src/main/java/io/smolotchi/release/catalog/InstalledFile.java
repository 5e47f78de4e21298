package io.smolotchi.release.catalog;

/**
 * A file as an activation installed it below {@code /etc}: what is ours is what is recorded here.
 *
 * @param path absolute on the machine, before {@code --root} is applied
 * @param mode permission bits, such as 0644
 * @param content the whole text
 */
public record InstalledFile(String path, int mode, String content) {

    public InstalledFile {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException("not the permission bits of a file: " + Integer.toOctalString(mode));
        }
    }
}
