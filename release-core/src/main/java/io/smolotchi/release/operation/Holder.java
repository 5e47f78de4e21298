package io.smolotchi.release.operation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Who holds a lock: information for people, not the lock itself.
 *
 * @param pid of the holder
 * @param processStart when that process started, so that a reused pid is not taken for it
 * @param operation number and kind, such as "activate @17"
 */
public record Holder(long pid, String processStart, String operation, String actor, Instant since) {

    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    static Holder thisProcess(String operation, String actor, Instant since) {
        ProcessMark self = ProcessMark.self();
        return new Holder(self.pid(), self.start(), operation, actor, since);
    }

    /** Whether that very process still lives. */
    public boolean alive() {
        return new ProcessMark(pid, processStart).alive();
    }

    public String words() {
        return operation + " by " + actor + " (pid " + pid + ", since "
                + SINCE.format(since.atZone(ZoneId.systemDefault())) + ")";
    }
}
