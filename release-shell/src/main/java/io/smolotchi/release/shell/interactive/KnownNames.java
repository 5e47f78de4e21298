package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.shell.line.Completions;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Versions and operations of this machine, newest first. */
final class KnownNames implements Completions.Known {

    private static final Logger LOG = LoggerFactory.getLogger(KnownNames.class);
    private static final int OPERATIONS = 20;

    private final Supplier<Inquiries> inquiries;

    KnownNames(Supplier<Inquiries> inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public List<Completions.Candidate> versions() {
        return orNothing(() -> inquiries.get().releases().stream()
                .map(summary ->
                        new Completions.Candidate(summary.release().version().value(), summary.state()))
                .toList());
    }

    @Override
    public List<Completions.Candidate> operations() {
        return orNothing(() -> inquiries.get().history(HistoryFilter.newest(OPERATIONS)).stream()
                .map(row -> new Completions.Candidate(
                        "@" + row.id(),
                        row.kind().word()
                                + row.to().map(version -> " " + version).orElse("")))
                .toList());
    }

    /** Completion must not disturb the line that is typed; the command itself will say what is wrong. */
    private static List<Completions.Candidate> orNothing(Supplier<List<Completions.Candidate>> names) {
        try {
            return names.get();
        } catch (RuntimeException e) {
            LOG.debug("no names to complete", e);
            return List.of();
        }
    }
}
