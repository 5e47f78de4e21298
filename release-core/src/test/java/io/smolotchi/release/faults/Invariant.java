package io.smolotchi.release.faults;

/** What is true after any fault and one recovery. */
enum Invariant {
    CURRENT_VERIFIES("current resolves to a release that verifies, and so does every other release that is there"),
    ALL_OLD_OR_ALL_NEW(
            "link and installed units are the old set or the new set, byte for byte, and nothing lies about"),
    REPORTED_IS_THERE("whatever was reported done is there"),
    SECOND_CHANGES_NOTHING("a second recovery changes nothing"),
    PROTECTED_STAYS("no protected release is gone"),
    HISTORY_IS_TRUE("the history tells the truth: what it calls live is current, and every operation has ended"),
    OUTCOME_IS_TRUE("the operation ends with an outcome, and the outcome is what happened"),
    NEXT_COMMAND_WORKS("the next command works");

    private final String words;

    Invariant(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
