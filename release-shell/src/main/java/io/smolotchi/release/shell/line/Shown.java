package io.smolotchi.release.shell.line;

/** A caller's word as it may be repeated in a message: nothing in it can move the cursor, and it is never longer than 80 characters. */
final class Shown {

    private Shown() {}

    static String of(String word) {
        String shown = word.replaceAll("\\p{Cntrl}", "?");
        return shown.length() > 80 ? shown.substring(0, 77) + "..." : shown;
    }
}
