package io.smolotchi.release.operation;

import java.time.Instant;

/**
 * Who holds a lock: information for people, not the lock itself.
 *
 * @param pid of the holder
 * @param processStart when that process started, so that a reused pid is not taken for it
 * @param operation number and kind, such as "activate @17"
 */
public record Holder(long pid, Instant processStart, String operation, String actor, Instant since) {

    static Holder thisProcess(String operation, String actor, Instant since) {
        ProcessHandle self = ProcessHandle.current();
        return new Holder(self.pid(), startOf(self), operation, actor, since);
    }

    /** Whether that very process still lives. */
    public boolean alive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> startOf(process).equals(processStart))
                .orElse(false);
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    public String words() {
        return operation + " by " + actor + " (pid " + pid + ", since " + since + ")";
    }
}
