package io.smolotchi.release.operation;

import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Another JVM that takes a lock, says so, and keeps it until it is told to end or killed. */
final class LockingProcess implements AutoCloseable {

    private static final String HELD = "held";

    private final Process process;
    private final BufferedReader output;

    private LockingProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param lock "change" or "stage" */
    static LockingProcess start(Path directory, String lock, String operation, String actor) throws IOException {
        return start(directory, lock, operation, actor, Duration.ofHours(1));
    }

    /** @param limit how long it may hold the lock */
    static LockingProcess start(Path directory, String lock, String operation, String actor, Duration limit)
            throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingProcess.class.getName(),
                        directory.toString(),
                        lock,
                        operation,
                        actor,
                        limit.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new LockingProcess(process);
    }

    /** What it said: "held", or "CODE sentence". */
    String answer() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IllegalStateException("the other process ended without a word");
        }
        return line;
    }

    LockingProcess holding() throws IOException {
        String answer = answer();
        if (!answer.equals(HELD)) {
            throw new IllegalStateException("the other process did not get the lock: " + answer);
        }
        return this;
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Whether it has ended, or does within a few seconds: the kernel needs a moment to tell its parent. */
    boolean ends() throws InterruptedException {
        return process.waitFor(5, TimeUnit.SECONDS);
    }

    /** SIGSTOP: it holds on, and does nothing more. */
    void hang() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: nothing of it runs any more. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Lets it release the lock and end. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) throws IOException {
        Locks locks = new Locks(Path.of(args[0]), Clock.systemUTC(), Duration.parse(args[4]));
        try (LockFile.Held _ =
                args[1].equals("change") ? locks.change(args[2], args[3]) : locks.stage(args[2], args[3])) {
            System.out.println(HELD);
            System.in.read();
        } catch (Refused e) {
            Refusal refusal = e.refusals().getFirst();
            System.out.println(refusal.code() + " " + refusal.what());
        }
    }
}
