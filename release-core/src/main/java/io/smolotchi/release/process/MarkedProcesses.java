package io.smolotchi.release.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The processes whose environment carries a mark: children that were left behind, also those that daemonized. */
final class MarkedProcesses {

    private static final Path PROC = Path.of("/proc");

    /** Each round kills what it sees; something that forks faster than it is seen has to be given up on. */
    private static final int ROUNDS = 50;

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

    private boolean killOnce() {
        boolean any = false;
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path one : all) {
                if (carriesMark(one)) {
                    any = true;
                    ProcessHandle.of(Long.parseLong(one.getFileName().toString()))
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException noProc) {
            return false;
        }
        return any;
    }

    private boolean carriesMark(Path process) {
        try {
            // The environment of a zombie is empty, so what was killed and not yet reaped is not seen again.
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            String text = new String(environment, StandardCharsets.ISO_8859_1);
            return text.startsWith(assignment + "\0") || text.contains("\0" + assignment + "\0");
        } catch (IOException notOursOrGone) {
            return false;
        }
    }
}
