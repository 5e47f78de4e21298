package io.smolotchi.release.faults;

import io.smolotchi.release.catalog.OperationId;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link Subject} that is up and waits. */
final class SubjectProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter lines;
    private final long thread;
    private volatile boolean reported;

    private SubjectProcess(Process process, BufferedReader answers, long thread) {
        this.process = process;
        this.answers = answers;
        this.lines = process.outputWriter(StandardCharsets.UTF_8);
        this.thread = thread;
    }

    static SubjectProcess start(ClassPath classPath, Path log) throws IOException {
        return start(classPath.command(), log);
    }

    /** For one root, whose catalog it keeps open. */
    static SubjectProcess startToStay(ClassPath classPath, Path log) throws IOException {
        return start(
                Stream.concat(classPath.command().stream(), Stream.of(Subject.KEEP))
                        .toList(),
                log);
    }

    /** @param command of a program that speaks as a {@link Subject} does */
    static SubjectProcess start(List<String> command, Path log) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        String ready = answers.readLine();
        if (ready == null || !ready.startsWith(Subject.READY)) {
            process.destroyForcibly();
            throw new IllegalStateException("the subject does not start: " + ready + ", see " + log);
        }
        return new SubjectProcess(process, answers, Long.parseLong(ready.substring(Subject.READY.length())));
    }

    long thread() {
        return thread;
    }

    long pid() {
        return process.pid();
    }

    /**
     * @param outcome what it reported before it ended, as a word and a record; empty when it died first
     * @param alive whether it came to the end and waits for more
     * @param took from the begin of the waiting until it said so
     */
    record Answer(Optional<String> outcome, boolean alive, Duration took) {

        boolean reported(String word) {
            return outcome.filter(text -> text.startsWith(word + " ")).isPresent();
        }
    }

    void begin(Path root, OperationId id) throws IOException {
        reported = false;
        lines.write(root + " " + id + "\n");
        lines.flush();
    }

    /** Waits until it says that it is through, or is dead. */
    Answer await() throws IOException {
        long begun = System.nanoTime();
        Duration took = Duration.ZERO;
        Optional<String> outcome = Optional.empty();
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(Subject.OUTCOME)) {
                reported = true;
                took = Duration.ofNanos(System.nanoTime() - begun);
                outcome = Optional.of(line.substring(Subject.OUTCOME.length()));
            } else if (line.equals(Subject.CLOSED)) {
                return new Answer(outcome, true, took);
            }
        }
        return new Answer(outcome, false, took);
    }

    CompletableFuture<Answer> awaitLater() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return await();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Whether an outcome of what it performs now is known. */
    boolean hasReported() {
        return reported;
    }

    /** Performs without a tracer. */
    Answer perform(Path root, OperationId id) throws IOException {
        begin(root, id);
        return await();
    }

    /** Performs under a tracer with these options; what it saw is in the answer. */
    Traced perform(Path root, OperationId id, List<String> options, Path trace)
            throws IOException, InterruptedException {
        try (Tracer tracer = Tracer.attach(thread, options, trace)) {
            begin(root, id);
            Answer answer = await();
            if (!answer.alive()) {
                awaitDeath();
            }
            tracer.release();
            return new Traced(answer, tracer.calls());
        }
    }

    record Traced(Answer answer, List<Call> calls) {}

    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the subject " + process.pid() + " does not end");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            awaitDeath();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
