package io.smolotchi.release.demo;

/**
 * What a program did.
 *
 * @param command as it was shown
 * @param output everything that it wrote, on both streams, in order
 */
record Ran(String command, int exit, String output) {

    Ran expect(int status) {
        Unmet.unless(exit == status, "exit code %d expected from \"%s\", it was %d".formatted(status, command, exit));
        return this;
    }

    Ran says(String text) {
        Unmet.unless(output.contains(text), "\"%s\" expected in the output of \"%s\"".formatted(text, command));
        return this;
    }

    Ran doesNotSay(String text) {
        Unmet.unless(!output.contains(text), "\"%s\" not expected in the output of \"%s\"".formatted(text, command));
        return this;
    }
}
