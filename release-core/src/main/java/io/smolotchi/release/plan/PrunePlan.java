package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * @param policy in words
 * @param rows one per release on disk, newest first
 * @param notes foreign directories and other things that are reported and left alone
 */
public record PrunePlan(int format, String policy, List<Row> rows, List<String> notes, List<Refusal> refusals)
        implements Plan {

    public static final int FORMAT = 1;

    /**
     * @param reason why it is kept or deleted
     * @param freed bytes that deleting it would really free; 0 when it is kept
     */
    public record Row(long sequence, Version version, boolean delete, String reason, long freed) {}

    public PrunePlan {
        rows = List.copyOf(rows);
        notes = List.copyOf(notes);
        refusals = List.copyOf(refusals);
    }

    /** Over what would be deleted; not over reasons, which speak of ages. */
    @Override
    public Digest digest() {
        return Digest.of(deletions().stream()
                .map(row -> row.sequence() + " " + row.version())
                .collect(Collectors.joining("\n", "prune " + format + "\n", "")));
    }

    public List<Row> deletions() {
        return rows.stream().filter(Row::delete).toList();
    }

    public long freed() {
        return rows.stream().mapToLong(Row::freed).sum();
    }

    @Override
    public boolean nothingToDo() {
        return deletions().isEmpty();
    }

    @Override
    public String summary() {
        return nothingToDo()
                ? "no release is to be deleted"
                : "prune: delete " + deletions().size() + " of " + rows.size() + " releases";
    }
}
