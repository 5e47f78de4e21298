package io.smolotchi.release.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real process, started again as {@code Restart=always} would when it ends; looked at, it says what systemd would say. */
final class Supervised implements AutoCloseable {

    /** Serves on a port, after a while, with a status that may change, and ends after a while. */
    private static final String SERVER = """
            import http.server, os, sys, threading, time
            port, before, status, hang, lives = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3], float(sys.argv[4]), float(sys.argv[5])
            time.sleep(before)
            begin = time.monotonic()
            class Handler(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    time.sleep(hang)
                    flap = status == 'flap'
                    bad = int((time.monotonic() - begin) / 0.4) % 2 == 1
                    self.send_response((500 if bad else 200) if flap else int(status))
                    self.send_header('Content-Length', '0')
                    self.end_headers()
                def log_message(self, *words):
                    pass
            while True:
                try:
                    server = http.server.ThreadingHTTPServer(('127.0.0.1', port), Handler)
                    break
                except OSError:
                    time.sleep(0.05)
            if lives:
                threading.Timer(lives, lambda: os._exit(3)).start()
            server.serve_forever()
            """;

    private final List<String> command;
    private final Duration restartDelay;
    private Process process;
    private long endedAt;
    private int restarts;

    private Supervised(List<String> command, Duration restartDelay) {
        this.command = command;
        this.restartDelay = restartDelay;
        process = start(command);
    }

    /**
     * @param before seconds until it listens; it waits for the port when somebody has it
     * @param status such as 200, or flap
     * @param hang seconds until it answers
     * @param lives seconds, from when it listens; 0 for ever
     */
    static Supervised server(int port, double before, String status, double hang, double lives) {
        return new Supervised(
                List.of("python3", "-c", SERVER, "" + port, "" + before, status, "" + hang, "" + lives),
                Duration.ofMillis(100));
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int pid() {
        return Math.toIntExact(process.pid());
    }

    State state() {
        State running = State.running()
                .restartDelay(restartDelay)
                .restarts(restarts)
                .mainPid(pid())
                .invocation("%032x".formatted(pid()));
        if (process.isAlive()) {
            return running;
        }
        if (endedAt == 0) {
            endedAt = System.nanoTime();
        }
        if (System.nanoTime() - endedAt < restartDelay.toNanos()) {
            return running.is("activating", "auto-restart").mainPid(0).result("exit-code");
        }
        process = start(command);
        restarts++;
        endedAt = 0;
        return state();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
