package io.smolotchi.release;

import io.smolotchi.release.operation.Request;
import java.util.List;

/**
 * How this process has changes carried out.
 *
 * @param foreground always in this process
 * @param apart never in this process where systemd runs: it may not write what a change writes
 * @param command the console's program with the arguments that come before its own words, for the service that carries out; empty: in this process
 */
public record CoreOptions(boolean foreground, boolean apart, List<String> command) {

    /** The launcher tells every process under which command the console can be started again. */
    public static final String COMMAND_VARIABLE = "SMOLOTCHI_RELEASE_COMMAND";

    /** The unit of the web process, which is confined, says so. */
    public static final String APART_VARIABLE = "SMOLOTCHI_RELEASE_APART";

    public CoreOptions {
        command = List.copyOf(command);
    }

    public static CoreOptions inThisProcess() {
        return new CoreOptions(true, false, List.of());
    }

    /** As the launcher set it up. */
    public static CoreOptions fromEnvironment() {
        String command = System.getenv(COMMAND_VARIABLE);
        return new CoreOptions(
                false,
                System.getenv(APART_VARIABLE) != null,
                command == null || command.isBlank() ? List.of() : List.of(command));
    }

    public CoreOptions inForeground(boolean wanted) {
        return new CoreOptions(wanted, apart, command);
    }

    /** A mark needs no protection from a dropped connection, and a recovery is the protection. */
    boolean here(Request request, boolean systemdRuns) {
        if (foreground || command.isEmpty() || !systemdRuns) {
            return true;
        }
        return !apart
                && (request instanceof Request.Marking
                        || request instanceof Request.Mend
                        || request instanceof Request.Masking
                        || request instanceof Request.Recover);
    }
}
