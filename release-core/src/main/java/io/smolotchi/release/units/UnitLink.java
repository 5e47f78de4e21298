package io.smolotchi.release.units;

/**
 * A symbolic link of a unit: one that enables it ({@code multi-user.target.wants/NAME}), an alias, a mask, or the unit itself when it is linked.
 *
 * @param path absolute on the machine, before {@code --root} is applied
 * @param target as it stands in the link
 */
public record UnitLink(String path, String target) {

    /** The administrator's "never": nothing is written over it. */
    public boolean mask() {
        return target.equals("/dev/null");
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
