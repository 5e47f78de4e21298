package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * @param policy in words
 * @param rows one per release on disk, newest first
 * @param copies one per operation that made copies of the application's databases, newest first
 * @param evidence events of failures that are old enough to go
 * @param notes foreign directories and other things that are reported and left alone
 */
public record PrunePlan(
        int format,
        String policy,
        List<Row> rows,
        List<Copy> copies,
        int evidence,
        List<String> notes,
        List<Refusal> refusals)
        implements Plan {

    public static final int FORMAT = 1;

    /**
     * @param reason why it is kept or deleted
     * @param freed bytes that deleting it would really free; 0 when it is kept
     */
    public record Row(long sequence, Version version, boolean delete, String reason, long freed) {}

    /** The like, of copies of the application's databases. */
    public record Copy(OperationId id, boolean delete, String reason, long freed) {}

    public PrunePlan {
        rows = List.copyOf(rows);
        // A plan of the version before has none
        copies = Optional.ofNullable(copies).map(List::copyOf).orElse(List.of());
        notes = List.copyOf(notes);
        refusals = List.copyOf(refusals);
    }

    /** Over what would be deleted; not over reasons, which speak of ages. */
    @Override
    public Digest digest() {
        Stream<String> releases = deletions().stream().map(row -> row.sequence() + " " + row.version());
        Stream<String> states = copiesToDelete().stream().map(copy -> "state @" + copy.id());
        return Digest.of(
                Stream.concat(releases, states).collect(Collectors.joining("\n", "prune " + format + "\n", "")));
    }

    public List<Row> deletions() {
        return rows.stream().filter(Row::delete).toList();
    }

    public List<Copy> copiesToDelete() {
        return copies.stream().filter(Copy::delete).toList();
    }

    /** What goes beside releases, in sentences for people. */
    public List<String> otherDeletions() {
        List<String> words = new ArrayList<>();
        copiesToDelete()
                .forEach(copy -> words.add("the databases that @" + copy.id() + " copied go, "
                        + ByteCount.words(copy.freed()) + ": " + copy.reason()));
        if (evidence > 0) {
            words.add(evidence + (evidence == 1 ? " event" : " events")
                    + " of evidence of old failures go; what happened stays");
        }
        return words;
    }

    public long freed() {
        return rows.stream().mapToLong(Row::freed).sum()
                + copies.stream().mapToLong(Copy::freed).sum();
    }

    @Override
    public boolean nothingToDo() {
        return deletions().isEmpty() && copiesToDelete().isEmpty() && evidence == 0;
    }

    @Override
    public String summary() {
        if (nothingToDo()) {
            return "no release is to be deleted";
        }
        List<String> what = new ArrayList<>();
        if (!deletions().isEmpty()) {
            what.add(deletions().size() + " of " + rows.size() + " releases");
        }
        if (!copiesToDelete().isEmpty()) {
            what.add(copiesToDelete().size() + " of " + copies.size() + " copies of the state");
        }
        if (evidence > 0) {
            what.add("old evidence of failures");
        }
        return "prune: delete " + String.join(", ", what);
    }
}
