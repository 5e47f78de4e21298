package io.smolotchi.release.testhost;

import java.util.List;

/**
 * What a command did.
 *
 * @param command the words of the command, for messages
 * @param exit its exit status; 128 plus the signal's number when a signal ended it
 * @param stdout what it wrote to standard output, as UTF-8
 * @param stderr what it wrote to standard error, as UTF-8
 */
public record ExecResult(List<String> command, int exit, String stdout, String stderr) {
    public ExecResult {
        command = List.copyOf(command);
    }

    /** Whether the exit status is 0. */
    public boolean ok() {
        return exit == 0;
    }

    /**
     * This result, if the command succeeded.
     *
     * @throws TestHostException with both outputs when the exit status is not 0
     */
    public ExecResult orThrow() {
        if (!ok()) {
            throw new TestHostException(this.toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return "%s: exit %d%nstdout: %s%nstderr: %s"
                .formatted(String.join(" ", command), exit, stdout.strip(), stderr.strip());
    }
}
