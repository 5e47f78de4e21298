package io.smolotchi.release.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Starts programs on this machine. Nothing that a program started outlives the call: its descendants carry a mark in their environment, by which those
 * are found that have left their parent.
 */
public final class LocalProcesses implements Processes {

    private static final String MARK = "SMOLOTCHI_RELEASE_RUN";
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final String LANG = "C.UTF-8";

    /** How long output may still be on its way once the program and its children have ended: on a busy machine its reader has to wait for its turn. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final long LOOK_NANOS = 100_000_000;

    private final BooleanSupplier givenUp;

    public LocalProcesses() {
        this(() -> false);
    }

    /** @param givenUp asked again and again; once it says so, what runs is killed as if it had taken too long */
    public LocalProcesses(BooleanSupplier givenUp) {
        this.givenUp = givenUp;
    }

    @Override
    public Finished run(Command command) {
        MarkedProcesses marked = new MarkedProcesses(MARK + "=" + UUID.randomUUID());
        Process process = start(command, marked);
        BoundedOutput out = BoundedOutput.of(process.getInputStream());
        BoundedOutput err = BoundedOutput.of(process.getErrorStream());
        boolean ended = false;
        try {
            ended = ends(process, command.timeout());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(
                    "interrupted while running " + command.arguments().getFirst()));
        } finally {
            if (!ended) {
                // The parent first: a shell would report the end of its children, or go on with its next line.
                List<ProcessHandle> descendants = process.descendants().toList();
                process.destroyForcibly();
                descendants.forEach(ProcessHandle::destroyForcibly);
            }
            marked.kill();
        }
        int exit = ended ? process.exitValue() : -1;
        return new Finished(exit, out.text(GRACE), err.text(GRACE), !ended);
    }

    private boolean ends(Process process, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        long left = limit.toNanos();
        while (left > 0 && !givenUp.getAsBoolean()) {
            if (process.waitFor(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS)) {
                return true;
            }
            left = deadline - System.nanoTime();
        }
        return false;
    }

    private static Process start(Command command, MarkedProcesses marked) {
        ProcessBuilder builder = new ProcessBuilder(command.arguments());
        command.directory().ifPresent(directory -> builder.directory(directory.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", PATH);
        String language = environment.getOrDefault("LANG", LANG);
        environment.clear();
        environment.put("PATH", path);
        environment.put("LANG", language);
        environment.putAll(command.environment());
        marked.markIn(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.arguments().getFirst(), e);
        }
    }
}
