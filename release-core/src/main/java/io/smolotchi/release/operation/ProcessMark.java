package io.smolotchi.release.operation;

import java.time.Instant;

/**
 * Names one process for good: a pid is given to another process one day, but not with the same start.
 *
 * @param start the epoch where the kernel does not tell
 */
record ProcessMark(long pid, Instant start) {

    static ProcessMark self() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessMark(self.pid(), startOf(self));
    }

    /** Whether that very process still lives. */
    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> startOf(process).equals(start))
                .orElse(false);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
