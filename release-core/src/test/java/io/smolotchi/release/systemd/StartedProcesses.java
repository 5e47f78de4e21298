package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Starts programs for the tests of this package, plainly. */
final class StartedProcesses implements Processes {

    private final Path scratch;

    StartedProcesses(Path scratch) {
        this.scratch = scratch;
    }

    @Override
    public Finished run(Command command) {
        try {
            Path out = Files.createTempFile(scratch, "out", "");
            Path err = Files.createTempFile(scratch, "err", "");
            ProcessBuilder builder = new ProcessBuilder(command.arguments())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            boolean done = process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!done) {
                process.destroyForcibly();
            }
            return new Finished(done ? process.exitValue() : -1, Files.readString(out), Files.readString(err), !done);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
