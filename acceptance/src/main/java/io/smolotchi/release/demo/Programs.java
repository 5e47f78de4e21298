package io.smolotchi.release.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs programs on the machine as somebody who types there, and shows what is typed and what comes back. */
final class Programs {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Machine machine;
    private final Path checkout;
    private final Teller teller;
    private final CleanUp cleanUp;

    Programs(Machine machine, Path checkout, Teller teller, CleanUp cleanUp) {
        this.machine = machine;
        this.checkout = checkout;
        this.teller = teller;
        this.cleanUp = cleanUp;
    }

    /** A command of the console. */
    Ran console(String... words) {
        return run("", ours("bin/smolotchi-release", words));
    }

    /** A command of the program that serves the pages. */
    Ran web(String input, String... words) {
        return run(input, ours("bin/smolotchi-release-web", words));
    }

    /** Any program of the machine. */
    Ran run(String... words) {
        return run("", Arrays.asList(words));
    }

    /** Starts the pages' server, which goes on until the demo ends; what it writes goes to a file. */
    Process serve(int port, Path log) {
        List<String> command = ours("bin/smolotchi-release-web", "--port", Integer.toString(port));
        teller.command(shown(command) + " &");
        try {
            Process process = builder(command).redirectOutput(log.toFile()).start();
            cleanUp.end(process);
            return process;
        } catch (IOException e) {
            throw new Unmet("cannot start \"" + shown(command) + "\": because " + e.getMessage(), e);
        }
    }

    /** Asks a program and what it started to end, and sees to it when they don't. */
    static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(PATIENCE)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private List<String> ours(String program, String... words) {
        return Stream.of(List.of(program), machine.options(), Arrays.asList(words))
                .flatMap(List::stream)
                .toList();
    }

    private Ran run(String input, List<String> command) {
        String shown = shown(command);
        teller.command(input.isEmpty() ? shown : "echo '" + input + "' | " + shown);
        try {
            Process process = builder(command).start();
            AtomicBoolean late = new AtomicBoolean();
            Thread.ofVirtual().start(() -> late.set(killWhenLate(process)));
            write(input, process);
            String output = follow(process);
            int exit = process.waitFor();
            Unmet.unless(!late.get(), "\"" + shown + "\" was not done after " + LIMIT.toSeconds() + " s");
            return new Ran(shown, exit, output);
        } catch (IOException e) {
            throw new Unmet("cannot run \"" + shown + "\": because " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unmet("interrupted", e);
        }
    }

    private static boolean killWhenLate(Process process) {
        try {
            if (process.waitFor(LIMIT)) {
                return false;
            }
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProcessBuilder builder(List<String> command) {
        return new ProcessBuilder(machine.inside(command))
                .directory(checkout.toFile())
                .redirectErrorStream(true);
    }

    private static void write(String input, Process process) throws IOException {
        try (OutputStream stdin = process.getOutputStream()) {
            if (!input.isEmpty()) {
                stdin.write((input + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Shows each line as soon as it is there. */
    private String follow(Process process) throws IOException {
        StringBuilder output = new StringBuilder();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                teller.output(line);
                output.append(line).append('\n');
            }
        }
        return output.toString();
    }

    private static String shown(List<String> command) {
        return command.stream()
                .map(word -> word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
