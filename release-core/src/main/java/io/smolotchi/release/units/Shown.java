package io.smolotchi.release.units;

/** Text of a release as it may stand in a message: without control characters, and not endless. */
final class Shown {

    private static final int LENGTH = 120;

    private Shown() {}

    static String of(String text) {
        String shown = text.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return shown.length() > LENGTH ? shown.substring(0, LENGTH) + "..." : shown;
    }
}
