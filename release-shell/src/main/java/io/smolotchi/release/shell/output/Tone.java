package io.smolotchi.release.shell.output;

/** What a colour would say; the words beside it say it too. */
public enum Tone {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    WARN("33"),
    BAD("31");

    private final String sgr;

    Tone(String sgr) {
        this.sgr = sgr;
    }

    /** The text between the terminal's control sequences. */
    String paint(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + sgr + "m" + text + "\u001b[0m";
    }
}
