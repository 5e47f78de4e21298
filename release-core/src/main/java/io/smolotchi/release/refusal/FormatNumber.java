package io.smolotchi.release.refusal;

/** The number that each text that is kept, or that travels, carries of its form. */
public final class FormatNumber {

    private FormatNumber() {}

    /**
     * @param what such as "the plan"
     * @param found in the text; 0 when there is none
     * @param known the newest that this program reads
     * @throws Refused FORMAT_NEWER
     * @throws IllegalArgumentException when it is no number of a form
     */
    public static void require(String what, int found, int known) {
        if (found < 1) {
            throw new IllegalArgumentException(what + " does not say of which format it is");
        }
        if (found > known) {
            throw new Refused(
                    Code.FORMAT_NEWER,
                    "cannot read " + what + ": because it is of format " + found + ", and this program knows "
                            + (known == 1 ? "format 1 only" : "those up to " + known),
                    "install the newer version again");
        }
    }
}
