package io.smolotchi.release.faults;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Runs an operation that stands still after each call that changes its machine, for somebody to look at the machine. */
final class Stopping {

    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private Stopping() {}

    /**
     * The operation stands still.
     *
     * @param happened how many calls have changed the machine
     * @param reported whether the operation has reported its outcome
     * @param calls what it called that changed it, since the moment before
     */
    record Moment(int happened, boolean reported, List<Call> calls) {}

    @FunctionalInterface
    interface Looking {
        void look(Moment moment) throws IOException, InterruptedException;
    }

    /** How it ended, and everything that it called. */
    record Run(Optional<String> outcome, List<Call> calls) {}

    /**
     * @param options of the tracer; each call must inject a SIGSTOP
     * @param work for traces and logs, on no disk that is cut
     */
    static Run through(Scene scene, Path root, ClassPath classPath, List<String> options, Path work, Looking looking)
            throws IOException, InterruptedException {
        Path trace = Files.createTempFile(work, "stopping-", ".trace");
        Process shell = new ProcessBuilder("sh").start();
        try (BufferedWriter commands = shell.outputWriter(StandardCharsets.UTF_8);
                SubjectProcess subject = SubjectProcess.start(classPath, work.resolve("stopping.log"));
                Tracer tracer = Tracer.attach(subject.thread(), options, trace)) {
            subject.begin(root, scene.asked());
            CompletableFuture<SubjectProcess.Answer> end = subject.awaitLater();
            looking.look(new Moment(0, false, List.of()));
            int happened = 0;
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (!end.isDone()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(scene + " does not end, see " + trace);
                }
                List<Call> more = stopped(subject) ? tracer.newCalls() : List.of();
                if (more.isEmpty()) {
                    Thread.sleep(0, 200_000);
                    continue;
                }
                List<Call> changing = more.stream()
                        .filter(call -> call.changes(root.toString()))
                        .toList();
                happened += changing.size();
                if (!changing.isEmpty()) {
                    looking.look(new Moment(happened, subject.hasReported(), changing));
                }
                commands.write("kill -CONT " + subject.pid() + "\n");
                commands.flush();
            }
            tracer.release();
            return new Run(end.join().outcome(), tracer.calls());
        } finally {
            shell.destroy();
            Files.deleteIfExists(trace);
        }
    }

    /** Its first thread is not traced, so that it is stopped only when all of it is. */
    private static boolean stopped(SubjectProcess subject) throws IOException {
        return state(subject.pid()) == 'T' && state(subject.thread()) == 't';
    }

    private static char state(long thread) throws IOException {
        Path stat = Path.of("/proc/" + thread + "/stat");
        String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
        return text.charAt(text.lastIndexOf(')') + 2);
    }
}
