package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Everything a release is made of, sorted. Its text is mtree(5), which {@code bsdtar} and {@code mtree} read as well; the digest of that text is the
 * digest of the release. Owners are not in it: the same tree has the same digest on every machine.
 *
 * @param entries ascending by the text of their paths, the tree's own first
 */
public record Manifest(List<Entry> entries) {

    public Manifest {
        entries = List.copyOf(entries);
    }

    public static Manifest of(Collection<? extends Entry> entries) {
        return new Manifest(entries.stream()
                .sorted(Comparator.comparing(entry -> MtreeText.path(entry.path())))
                .<Entry>map(entry -> entry)
                .toList());
    }

    public Digest digest() {
        return Digest.of(text());
    }

    /** ASCII, each line ended. */
    public String text() {
        return MtreeText.write(this);
    }

    /** @throws io.smolotchi.release.refusal.Refused when the text is not a manifest, or one of a newer format */
    public static Manifest parse(String text) {
        return MtreeText.read(text);
    }

    /** Entries other than the tree itself. */
    public long count() {
        return Math.max(0, entries.size() - 1);
    }

    /** Sum of the sizes of the files. */
    public long bytes() {
        return entries.stream()
                .mapToLong(entry -> entry instanceof Entry.File file ? file.size() : 0)
                .sum();
    }

    Manifest only(Predicate<Entry> wanted) {
        return new Manifest(entries.stream().filter(wanted).toList());
    }
}
