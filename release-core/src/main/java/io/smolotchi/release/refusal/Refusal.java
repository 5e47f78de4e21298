package io.smolotchi.release.refusal;

/**
 * One reason not to start.
 *
 * @param code stable, for scripts
 * @param what the sentence for people: "cannot X: because Y"
 * @param remedy what to type or do next, a line to type as for the running machine, see {@link Advice}; empty when nothing helps
 */
public record Refusal(Code code, String what, String remedy) {

    public static Refusal of(Code code, String what, String remedy) {
        return new Refusal(code, what, remedy);
    }

    public static Refusal of(Code code, String what) {
        return new Refusal(code, what, "");
    }

    @Override
    public String toString() {
        return what + " [" + code + "]" + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
