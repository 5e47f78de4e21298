package io.smolotchi.release.process;

/** Starts programs. */
public interface Processes {

    /**
     * Runs to its end, or to its timeout.
     *
     * @throws java.io.UncheckedIOException when it can't be started at all
     */
    Finished run(Command command);
}
