package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A tracer on exactly one thread: its counts are that thread's alone, and programs that the operation starts run undisturbed. Attached before the
 * operation begins, so that the counts do not depend on how the JVM came up.
 */
final class Tracer implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 20_000;

    private final Process strace;
    private final Path trace;
    private long read;

    private Tracer(Process strace, Path trace) {
        this.strace = strace;
        this.trace = trace;
    }

    /** Records everything that may change a file. */
    static List<String> recording() {
        return List.of("-e", "trace=" + String.join(",", Call.CHANGING));
    }

    /** Likewise, and stops after each call. */
    static List<String> stopping() {
        List<String> options = new ArrayList<>(recording());
        options.addAll(List.of("-e", "inject=" + String.join(",", Call.CHANGING) + ":signal=STOP"));
        return options;
    }

    /** Likewise, with one call that says it is done and does nothing. */
    static List<String> dropping(String syscall, int number) {
        List<String> others =
                Call.CHANGING.stream().filter(name -> !name.equals(syscall)).toList();
        List<String> options = new ArrayList<>(recording());
        options.addAll(List.of("-e", "inject=" + String.join(",", others) + ":signal=STOP"));
        options.addAll(List.of("-e", "inject=" + syscall + ":retval=0:signal=STOP:when=" + number));
        return options;
    }

    /** One call that says it is done and does nothing; the process runs on. */
    static List<String> dropping(Point sync) {
        return List.of(
                "-e", "trace=" + sync.syscall(), "-e", "inject=" + sync.syscall() + ":retval=0:when=" + sync.ofName());
    }

    /** It is killed as it enters that call. */
    static List<String> killing(Point call) {
        return List.of(
                "-e",
                "trace=" + call.syscall(),
                "-e",
                "inject=" + call.syscall() + ":signal=KILL:when=" + call.ofName());
    }

    /** Both; the calls have to be of different names. */
    static List<String> droppingAndKilling(Point sync, Point killed) {
        List<String> options = new ArrayList<>(List.of("-e", "trace=" + sync.syscall() + "," + killed.syscall()));
        dropping(sync).stream().skip(2).forEach(options::add);
        killing(killed).stream().skip(2).forEach(options::add);
        return options;
    }

    /** @param options what to trace and what to inject */
    static Tracer attach(long thread, List<String> options, Path trace) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("strace", "-qqq", "-y", "-s", "0", "-o", trace.toString(), "-e", "signal=none"));
        command.addAll(options);
        command.addAll(List.of("-p", Long.toString(thread)));
        Path log = trace.resolveSibling(trace.getFileName() + ".log");
        Process strace = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        Path status = Path.of("/proc/" + thread + "/status");
        while (!Files.readString(status).contains("TracerPid:\t" + strace.pid() + "\n")) {
            if (!strace.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("strace does not trace " + thread + ": " + Files.readString(log));
            }
            Thread.sleep(2);
        }
        return new Tracer(strace, trace);
    }

    /** What the thread called, of what is traced, until now or until it was killed. */
    List<Call> calls() throws IOException {
        return parse(Files.readString(trace, StandardCharsets.ISO_8859_1));
    }

    /** As the tracer wrote it: where it follows all threads, each line begins with one's number. */
    List<String> lines() throws IOException {
        return Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
    }

    /** What it called since the last time. */
    List<Call> newCalls() throws IOException {
        try (FileChannel file = FileChannel.open(trace, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) (file.size() - read));
            while (bytes.hasRemaining() && file.read(bytes, read + bytes.position()) > 0) {
                // Until the end.
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            read += whole.length();
            return parse(whole);
        }
    }

    private static List<Call> parse(String text) {
        List<Call> calls = new ArrayList<>();
        for (String line : text.lines().toList()) {
            int bracket = line.indexOf('(');
            if (bracket > 0 && Call.CHANGING.contains(line.substring(0, bracket))) {
                calls.add(new Call(line.substring(0, bracket), line));
            }
        }
        return calls;
    }

    @Override
    public void close() {
        release();
    }

    /** Lets the thread go; what it called is in the trace then. */
    void release() {
        try {
            strace.destroy();
            if (!strace.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                strace.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
