package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What units wrote, read by journalctl: the last lines, oldest first. */
public final class Journal {

    private static final Duration SYNC_LIMIT = Duration.ofSeconds(10);

    private final Processes processes;

    public Journal(Processes processes) {
        this.processes = processes;
    }

    /**
     * Of the unit and of systemd about it.
     *
     * @param atMost how many entries; the last ones are given
     * @return empty when there are none or there is no journal
     * @throws ServiceManagerException when journalctl fails
     */
    public List<JournalLine> since(UnitName unit, Instant since, int atMost) {
        return read(atMost, "--unit=" + unit, "--since=@" + JournalLine.seconds(since));
    }

    /**
     * Of one run of the unit, and of systemd about that run.
     *
     * @param invocation as in {@link UnitState#invocation()}
     */
    public List<JournalLine> ofInvocation(String invocation, int atMost) {
        if (!invocation.matches("[0-9a-f]{32}")) {
            return List.of();
        }
        // What the service wrote, or what systemd wrote about it: "+" is "or" to journalctl.
        return read(atMost, "_SYSTEMD_INVOCATION_ID=" + invocation, "+", "INVOCATION_ID=" + invocation);
    }

    /**
     * What came last, or what came since.
     *
     * @param cursor of the page before; empty for the last lines
     */
    public Page page(UnitName unit, Optional<String> cursor, int atMost) {
        String objects = cursor.map(last -> ask(atMost, "--unit=" + unit, "--after-cursor=" + last))
                .orElseGet(() -> ask(atMost, "--unit=" + unit));
        return new Page(
                JournalLine.parseAll(objects), JournalLine.lastCursor(objects).or(() -> cursor));
    }

    /**
     * Some lines, oldest first.
     *
     * @param cursor to go on from; empty while nothing was ever written
     */
    public record Page(List<JournalLine> lines, Optional<String> cursor) {}

    private List<JournalLine> read(int atMost, String... which) {
        return JournalLine.parseAll(ask(atMost, which));
    }

    private String ask(int atMost, String... which) {
        List<String> words = new ArrayList<>(List.of(
                "journalctl",
                "--quiet",
                "--no-pager",
                "--output=json",
                "--output-fields=MESSAGE,SYSLOG_IDENTIFIER,_COMM,_PID,PRIORITY",
                "--lines=" + atMost));
        words.addAll(List.of(which));
        Finished finished = run(words);
        // Status 1 without a word is "nothing found", which is no failure.
        if (!finished.ok() && !finished.err().isBlank()) {
            throw new ServiceManagerException("cannot read the journal: because journalctl says: "
                    + finished.err().strip());
        }
        return finished.out();
    }

    private Finished run(List<String> words) {
        try {
            // What a service wrote last may still be on its way. No journal to ask is no fault: then there is nothing
            // on its way.
            processes.run(SystemTool.command(List.of("journalctl", "--sync")).within(SYNC_LIMIT));
            return processes.run(SystemTool.command(words));
        } catch (UncheckedIOException e) {
            throw new ServiceManagerException("cannot read the journal: because journalctl can't be started", e);
        }
    }
}
