package io.smolotchi.release.demo;

/** Something in the story did not do what the story says. */
final class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unmet(String message) {
        super(message);
    }

    Unmet(String message, Throwable cause) {
        super(message, cause);
    }

    static void unless(boolean met, String otherwise) {
        if (!met) {
            throw new Unmet(otherwise);
        }
    }
}
