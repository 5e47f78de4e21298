package io.smolotchi.release.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scripts, as an operator would type them. */
final class Shell {

    private Shell() {}

    /**
     * @param words {@code $0}, {@code $1} and so on of the script
     * @return what it printed
     * @throws IllegalStateException when it ends with another code than 0
     */
    static String run(Path directory, String script, String... words) {
        List<String> command = new ArrayList<>(List.of("sh", "-ec", script));
        command.addAll(List.of(words));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("\"" + script + "\" ended with exit code " + exit + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run sh", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
