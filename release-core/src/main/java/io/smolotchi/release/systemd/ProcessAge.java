package io.smolotchi.release.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How long a process has been running by the kernel's own count, which no setting of the clock changes. */
public final class ProcessAge {

    /** USER_HZ, the same on every architecture that Linux still builds for. */
    private static final long TICKS = 100;

    /** Field 22 of proc_pid_stat(5), counted from 0 behind the name, which is field 2. */
    private static final int START_TIME = 19;

    private ProcessAge() {}

    /** To 10 ms; empty when there is no such process. */
    public static Optional<Duration> of(int pid) {
        if (pid <= 0) {
            return Optional.empty();
        }
        try {
            String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
            // The name may hold blanks and parentheses itself
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long started = Long.parseLong(fields[START_TIME]) * (1_000 / TICKS);
            double up = Double.parseDouble(read(Path.of("/proc/uptime")).split(" ", -1)[0]);
            return Optional.of(Duration.ofMillis(Math.round(up * 1_000) - started));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
