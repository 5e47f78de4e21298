package io.smolotchi.release.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The processes whose environment carries a mark: children that were left behind, also those that daemonized. */
final class MarkedProcesses {

    private static final Path PROC = Path.of("/proc");

    /** Each round kills what it sees; something that forks faster than it is seen has to be given up on. */
    private static final int ROUNDS = 50;

    private static final Duration NEW = Duration.ofSeconds(10);

    private final String assignment;

    /** @param assignment NAME=VALUE, with a value that is used once */
    MarkedProcesses(String assignment) {
        this.assignment = assignment;
    }

    void markIn(Map<String, String> environment) {
        int equals = assignment.indexOf('=');
        environment.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    /** Kills them all, and returns when none is left to see. */
    void kill() {
        for (int round = 0; round < ROUNDS && killOnce(); round++) {
            Thread.onSpinWait();
        }
    }

    /** Returns whether another look is needed. */
    private boolean killOnce() {
        boolean again = false;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path one : all) {
                switch (look(one)) {
                    case MARKED -> {
                        again = true;
                        ProcessHandle.of(Long.parseLong(one.getFileName().toString()))
                                .ifPresent(ProcessHandle::destroyForcibly);
                    }
                    case UNKNOWN -> again = true;
                    case OTHER -> {}
                }
            }
        } catch (IOException noProc) {
            return false;
        }
        return again;
    }

    private enum Look {
        MARKED,
        OTHER,
        UNKNOWN
    }

    private Look look(Path process) {
        try {
            // Neither a zombie nor a thread of the kernel has one to open, so what was killed and not yet reaped is not
            // seen again.
            Path environ = process.resolve("environ");
            String environment = read(environ);
            if (environment.startsWith(assignment + "\0") || environment.contains("\0" + assignment + "\0")) {
                return Look.MARKED;
            }
            // In the middle of execve(2) a process has given up its old environment and not yet got the new one; its
            // arguments come a moment before. One that was started without any environment stays so, but is not new.
            boolean betweenTwo = environment.isEmpty()
                    && (read(process.resolve("cmdline")).isEmpty()
                            || !read(environ).isEmpty()
                            || isNew(process));
            return betweenTwo ? Look.UNKNOWN : Look.OTHER;
        } catch (IOException notOursOrGone) {
            return Look.OTHER;
        }
    }

    private static boolean isNew(Path process) {
        return ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                .flatMap(handle -> handle.info().startInstant())
                .filter(start -> start.isAfter(Instant.now().minus(NEW)))
                .isPresent();
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
