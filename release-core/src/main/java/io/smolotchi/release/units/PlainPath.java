package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Form;

/** A path that means itself: no specifier, quote or pattern, and no way up. */
final class PlainPath {

    private PlainPath() {}

    static boolean fits(String path) {
        return Form.PATH.fits(path);
    }
}
