package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;

/**
 * Takes the files on disk from one set to another and back. Every step looks at the disk first, so that a process that takes over after a crash can
 * call it again with the same two sets and the same id.
 *
 * <p>Methods throw {@link java.io.UncheckedIOException} when the disk says no.
 */
public final class UnitInstallation {

    /**
     * @param before what was on disk when the activation began
     * @param after what shall be there
     * @param id of the activation; part of the names of temporary files
     */
    public UnitInstallation(HostRoot root, UnitSet before, UnitSet after, String id) {
        throw new UnsupportedOperationException(root + " " + before + after + id);
    }

    /** Writes and syncs the files of both directions beside their places, so that from here on there are only renames. */
    public void prepare() {}

    /** Makes the disk what {@code after} says. Enabling is systemd's; links of removed units are taken away. */
    public void apply() {}

    /** Makes the disk what {@code before} says, links included. */
    public void revert() {}

    /** Removes what {@link #prepare} left, and directories of ours that are empty. */
    public void discard() {}
}
