package io.smolotchi.release.bench;

/** What is timed, in the order in which it happens to one pair of trees. */
enum Phase {
    FIRST("First stage", "nothing like it was staged before"),
    INCREMENTAL("Next stage", "10 files differ from the one before"),
    VERIFY("Verify", "every byte of the first tree is read and compared"),
    DELETE("Delete", "both trees go");

    final String title;
    final String meaning;

    Phase(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }
}
