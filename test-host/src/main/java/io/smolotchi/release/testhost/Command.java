package io.smolotchi.release.testhost;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program on the machine of the tests, never longer than it is given. */
final class Command {
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration REAP_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

    private Command() {}

    static ExecResult run(String... command) {
        return run(DEFAULT_TIMEOUT, Arrays.asList(command));
    }

    static ExecResult run(Duration timeout, List<String> command) {
        return run(timeout, command, command);
    }

    /**
     * Output goes through files: a child that outlives the command and keeps a pipe open can't block the reader.
     *
     * @param shown the command as messages and the result name it
     */
    static ExecResult run(Duration timeout, List<String> shown, List<String> command) {
        try {
            Path out = Files.createTempFile("test-host-", ".out");
            Path err = Files.createTempFile("test-host-", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                boolean ended = await(process, timeout);
                if (!ended) {
                    killTree(process);
                }
                ExecResult result = new ExecResult(shown, ended ? process.exitValue() : 137, text(out), text(err));
                if (!ended) {
                    throw new TestHostException("not done after " + timeout + ", killed: " + result);
                }
                return result;
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + String.join(" ", shown), e);
        }
    }

    /** An interrupted wait kills the command: its caller is gone. */
    static boolean await(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            killTree(process);
            Thread.currentThread().interrupt();
            throw new TestHostException("interrupted while waiting for process " + process.pid(), e);
        }
    }

    /**
     * Kills what the process started and leaves it a moment to see its children die. A program in a host whose nsenter
     * died first would be handed to the init outside, and be in the way of the host's shutdown until that one reaps it.
     */
    static void killTree(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        if (children.isEmpty() || !Patience.until(REAP_TIMEOUT, () -> !process.isAlive())) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        Patience.until(
                KILL_TIMEOUT, () -> !process.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
