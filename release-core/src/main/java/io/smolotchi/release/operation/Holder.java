package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Who holds a lock: information for people, not the lock itself.
 *
 * @param pid of the holder
 * @param processStart when that process started, so that a reused pid is not taken for it
 * @param operation number and kind, such as "activate @17"
 * @param deadline seconds since the machine was booted, which no clock that is set changes; whoever holds the lock longer hangs. Empty when it may take
 *     however long it takes
 */
public record Holder(
        long pid, String processStart, String operation, String actor, Instant since, Optional<Double> deadline) {

    private static final DateTimeFormatter SINCE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx");

    static Holder thisProcess(String operation, String actor, Instant since, Optional<Duration> limit) {
        ProcessMark self = ProcessMark.self();
        Optional<Double> deadline =
                limit.flatMap(duration -> Uptime.seconds().map(uptime -> uptime + duration.toMillis() / 1000.0));
        return new Holder(self.pid(), self.start(), operation, actor, since, deadline);
    }

    /** Whether it should have ended: the next one who wants the lock ends that process. */
    public boolean overdue() {
        return deadline.flatMap(limit -> Uptime.seconds().filter(uptime -> uptime > limit))
                .isPresent();
    }

    ProcessMark process() {
        return new ProcessMark(pid, processStart);
    }

    /** Of an operation that has one. */
    public Optional<OperationId> number() {
        int at = operation.lastIndexOf('@');
        return at >= 0 && operation.substring(at + 1).matches("[0-9]{1,18}")
                ? Optional.of(new OperationId(Long.parseLong(operation.substring(at + 1))))
                : Optional.empty();
    }

    /** Whether that very process still lives. */
    public boolean alive() {
        return process().alive();
    }

    public String words() {
        return operation + " by " + actor + " (pid " + pid + ", since "
                + SINCE.format(since.atZone(ZoneId.systemDefault())) + ")";
    }
}
