package io.smolotchi.release.shell.line;

/** Headings of the command overview, in its order. */
public enum Group {
    LOOK("Look"),
    RELEASES("Releases"),
    RUN("What runs"),
    MACHINE("Machine"),
    HELP("Help");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
