package io.smolotchi.release.process;

import java.util.Set;

/**
 * @param exit the exit code; 128 + n after signal n; -1 after the timeout
 * @param out standard output, at most 1 MiB of it
 * @param err standard error, at most 1 MiB of it
 */
public record Finished(int exit, String out, String err, boolean timedOut) {

    private static final Set<Integer> SIGHUP_SIGINT_SIGTERM = Set.of(129, 130, 143);

    public boolean ok() {
        return exit == 0 && !timedOut;
    }

    /** Whether somebody told it to end, as Ctrl-C tells all programs of a terminal at once: it did not fail. */
    public boolean toldToEnd() {
        return SIGHUP_SIGINT_SIGTERM.contains(exit);
    }
}
