package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;

/** One path of a release, as a manifest records it. Paths are relative, with slashes, without a dot in front; the tree's own is empty. */
public sealed interface Entry {

    String path();

    /** @param mode the permission bits, as in {@code 0555} */
    record Directory(String path, int mode) implements Entry {}

    /**
     * @param mode the permission bits, as in {@code 0444}
     * @param size in bytes
     */
    record File(String path, int mode, long size, Digest digest) implements Entry {}

    /** @param target the text of the link, as it is */
    record Link(String path, String target) implements Entry {}
}
