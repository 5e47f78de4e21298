package io.smolotchi.release.units;

/**
 * A file that a release ships for systemd.
 *
 * @param where its path inside the release, for messages
 * @param name its file name
 */
record ShippedFile(String where, String name, String content) {

    ShippedFile named(String other) {
        return new ShippedFile(where, other, content);
    }
}
