package io.smolotchi.release.process;

/**
 * @param exit the exit code; 128 + n after signal n; -1 after the timeout
 * @param out standard output, at most 1 MiB of it
 * @param err standard error, at most 1 MiB of it
 */
public record Finished(int exit, String out, String err, boolean timedOut) {

    public boolean ok() {
        return exit == 0 && !timedOut;
    }
}
