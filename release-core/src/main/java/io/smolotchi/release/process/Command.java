package io.smolotchi.release.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run.
 *
 * @param arguments the program first
 * @param environment the whole of it: nothing is inherited but PATH and LANG
 * @param timeout after which it and its children are killed
 */
public record Command(
        List<String> arguments, Map<String, String> environment, Optional<Path> directory, Duration timeout) {

    public static Command of(String... arguments) {
        return new Command(List.of(arguments), Map.of(), Optional.empty(), Duration.ofSeconds(30));
    }

    public Command within(Duration limit) {
        return new Command(arguments, environment, directory, limit);
    }

    public Command in(Path workingDirectory) {
        return new Command(arguments, environment, Optional.of(workingDirectory), timeout);
    }

    public Command with(Map<String, String> variables) {
        return new Command(arguments, Map.copyOf(variables), directory, timeout);
    }
}
