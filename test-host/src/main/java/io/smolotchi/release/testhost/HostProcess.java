package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program that runs in a host while the test goes on. Its standard input is {@link #process()}'s output stream; what it
 * writes is collected.
 */
public final class HostProcess implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private HostProcess(List<String> command, Process process, Path stdout, Path stderr) {
        this.command = command;
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    static HostProcess start(List<String> command, List<String> outsideCommand, Path directory) {
        try {
            Path stdout = Files.createTempFile(directory, "spawned-", ".out");
            Path stderr = Files.createTempFile(directory, "spawned-", ".err");
            Process process = new ProcessBuilder(outsideCommand)
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile())
                    .start();
            return new HostProcess(command, process, stdout, stderr);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + String.join(" ", command), e);
        }
    }

    /** The process outside that stands for the program; it ends when the program does, with its exit status. */
    public Process process() {
        return process;
    }

    /** What it has written to standard output so far. */
    public String stdout() {
        return read(stdout);
    }

    /** What it has written to standard error so far. */
    public String stderr() {
        return read(stderr);
    }

    /** The result, if it ends within the limit. */
    public Optional<ExecResult> await(Duration limit) {
        return Command.await(process, limit)
                ? Optional.of(new ExecResult(command, process.exitValue(), stdout(), stderr()))
                : Optional.empty();
    }

    /** SIGKILL to the program and its children, as if it had crashed. Does nothing when it has ended. */
    public void kill() {
        Command.killTree(process);
    }

    /** The same as {@link #kill()}. */
    @Override
    public void close() {
        kill();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what a process wrote", e);
        }
    }
}
