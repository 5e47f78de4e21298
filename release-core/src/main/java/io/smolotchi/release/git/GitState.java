package io.smolotchi.release.git;

/**
 * What git says of a working tree.
 *
 * @param commit that is checked out, in full
 * @param described what {@code git describe} calls it, else its abbreviated name
 * @param dirty whether files differ from the commit, or are there without being committed or ignored
 */
public record GitState(String commit, String described, boolean dirty) {

    /** As {@code git describe --dirty} writes it. */
    public String version() {
        return described + (dirty ? "-dirty" : "");
    }
}
