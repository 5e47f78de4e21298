package io.smolotchi.release.shell.interactive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Somebody at a terminal: types into a real pseudo-terminal and waits for what appears on it. */
public final class Typist implements AutoCloseable {

    /** Runs its arguments, behind the number of columns, on a new pseudo-terminal, and passes bytes both ways. */
    private static final String TERMINAL = """
            import os, pty, sys
            words = ["/bin/sh", "-c", 'stty cols "$1" rows 40; shift; exec "$@"', "sh"] + sys.argv[1:]
            sys.exit(os.waitstatus_to_exitcode(pty.spawn(words)))
            """;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(90);

    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]");

    private final Process process;
    private final InputStream screen;
    private final StringBuilder raw = new StringBuilder();

    /** Without the terminal's control sequences. */
    private String seen = "";

    private int read;

    Typist(ProcessBuilder program) throws IOException {
        this(program, 100);
    }

    public Typist(ProcessBuilder program, int columns) throws IOException {
        // Whoever started the tests may have SIGINT ignored, which is inherited.
        List<String> words = new ArrayList<>(
                List.of("env", "--default-signal=INT", "python3", "-c", TERMINAL, String.valueOf(columns)));
        words.addAll(program.command());
        this.process = program.command(words).redirectErrorStream(true).start();
        this.screen = process.getInputStream();
    }

    public void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** What appeared since the last wait, up to and with the text. */
    public String until(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (seen.indexOf(text, read) < 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("'" + text + "' did not appear, but: " + seen.substring(read));
            }
            if (screen.available() > 0) {
                byte[] bytes = new byte[screen.available()];
                int count = screen.read(bytes);
                raw.append(new String(bytes, 0, Math.max(0, count), StandardCharsets.UTF_8));
                seen = CONTROL.matcher(raw).replaceAll("");
            } else if (!process.isAlive() && screen.available() == 0) {
                throw new AssertionError("the program ended before '" + text + "' appeared: " + seen);
            } else {
                Thread.sleep(20);
            }
        }
        int end = seen.indexOf(text, read) + text.length();
        String appeared = seen.substring(read, end);
        read = end;
        return appeared;
    }

    public int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("the program did not end: " + seen.substring(read));
        }
        return process.exitValue();
    }

    /** All that appeared, once the program has ended. */
    public String all() throws IOException {
        raw.append(new String(screen.readAllBytes(), StandardCharsets.UTF_8));
        return CONTROL.matcher(raw).replaceAll("").replace("\r\n", "\n");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
