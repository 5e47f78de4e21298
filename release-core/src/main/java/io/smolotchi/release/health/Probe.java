package io.smolotchi.release.health;

/** Looks at the running application from outside, once, and gives up after a few seconds. */
public interface Probe {

    String name();

    /** @throws java.io.UncheckedIOException when it can't even be tried */
    Answer ask();

    /** @param detail for people: "HTTP 500", "connection refused" */
    record Answer(boolean green, String detail) {}
}
