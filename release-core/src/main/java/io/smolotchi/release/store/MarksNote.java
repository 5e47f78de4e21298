package io.smolotchi.release.store;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The marks of a release in a text beside its tree, so that they outlive the catalog: a line for each one that is set. */
public final class MarksNote {

    private static final String NAME = "marks";

    private final ReleaseStore store;

    public MarksNote(ReleaseStore store) {
        this.store = store;
    }

    /**
     * Writes those that are set, unless they are what is written already.
     *
     * @param set of this version and digest
     */
    public void keep(Version version, List<Mark> set) {
        String text = text(set);
        if (!store.note(version, NAME).orElse("").equals(text)) {
            store.keepNote(version, NAME, text);
        }
    }

    /** Those that are kept; a line that can't be understood is left out. */
    public List<Mark> read(Version version, Digest digest) {
        List<Mark> marks = new ArrayList<>();
        store.note(version, NAME)
                .orElse("")
                .lines()
                .forEach(line -> parse(line, version, digest).ifPresent(marks::add));
        return marks;
    }

    private static String text(List<Mark> set) {
        StringBuilder text = new StringBuilder();
        set.stream()
                .sorted(Comparator.comparing(Mark::kind))
                .forEach(mark -> text.append(mark.kind())
                        .append(' ')
                        .append(mark.by())
                        .append(' ')
                        .append(mark.at())
                        .append(' ')
                        .append(mark.reason().replaceAll("\\p{Cntrl}+", " "))
                        .append('\n'));
        return text.toString();
    }

    private static Optional<Mark> parse(String line, Version version, Digest digest) {
        String[] fields = line.split(" ", 4);
        if (fields.length < 4) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Mark(
                    version,
                    digest,
                    Mark.Kind.valueOf(fields[0]),
                    true,
                    fields[3],
                    new OperationId(Long.parseLong(fields[1])),
                    Instant.parse(fields[2])));
        } catch (IllegalArgumentException | DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
