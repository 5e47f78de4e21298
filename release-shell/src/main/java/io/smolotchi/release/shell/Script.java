package io.smolotchi.release.shell;

import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.line.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Lines from standard input that is no terminal, {@code smolotchi-release < file}: run in order, until the first that fails. */
final class Script {

    private final Console console;
    private final List<String> options;

    /** @param options that hold for each line */
    Script(Console console, List<String> options) {
        this.console = console;
        this.options = List.copyOf(options);
    }

    ExitCode run(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            ExitCode exit = run(line);
            if (exit != ExitCode.DONE) {
                return exit;
            }
        }
        return ExitCode.DONE;
    }

    private ExitCode run(String line) {
        try {
            List<String> words = Words.of(line);
            return words.isEmpty()
                    ? ExitCode.DONE
                    : console.run(
                            Stream.concat(options.stream(), words.stream()).toList());
        } catch (Refused unreadable) {
            return console.refuse(unreadable);
        }
    }
}
