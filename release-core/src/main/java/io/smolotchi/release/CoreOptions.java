package io.smolotchi.release;

import java.util.List;

/**
 * How this process has changes carried out.
 *
 * @param foreground always in this process
 * @param command the console's program with the arguments that come before its own words, for the service that carries out; empty: in this process
 */
public record CoreOptions(boolean foreground, List<String> command) {

    /** The launcher tells every process under which command the console can be started again. */
    public static final String COMMAND_VARIABLE = "SMOLOTCHI_RELEASE_COMMAND";

    public CoreOptions {
        command = List.copyOf(command);
    }

    public static CoreOptions inThisProcess() {
        return new CoreOptions(true, List.of());
    }

    /** As the launcher set it up. */
    public static CoreOptions fromEnvironment() {
        String command = System.getenv(COMMAND_VARIABLE);
        return new CoreOptions(false, command == null || command.isBlank() ? List.of() : List.of(command));
    }
}
