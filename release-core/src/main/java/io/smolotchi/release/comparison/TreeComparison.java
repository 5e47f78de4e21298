package io.smolotchi.release.comparison;

import io.smolotchi.release.plan.FileChange;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.units.TextDiff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two trees by their manifests. Only files that differ are read, and only those short enough for somebody to read a difference of. */
final class TreeComparison {

    private static final int LONGEST_TEXT = 128 * 1024;
    /** Of all differences together, so that two unlike trees don't fill the memory of a small machine. */
    private static final int MOST_TEXT = 1024 * 1024;

    private final Path before;
    private final Path after;
    private final Map<String, Entry> old;
    private final Map<String, Entry> wanted;
    private int shown;

    TreeComparison(Path before, Manifest old, Path after, Manifest wanted) {
        this.before = before;
        this.after = after;
        this.old = relevant(old);
        this.wanted = relevant(wanted);
    }

    private static Map<String, Entry> relevant(Manifest manifest) {
        Map<String, Entry> entries = new TreeMap<>();
        manifest.entries().stream()
                .filter(entry -> !(entry instanceof Entry.Directory))
                .filter(entry -> !entry.path().startsWith(".venv/"))
                .filter(entry -> !("/" + entry.path()).contains("/__pycache__/"))
                .forEach(entry -> entries.put(entry.path(), entry));
        return entries;
    }

    List<FileChange> changes() {
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(wanted.keySet());
        List<FileChange> changes = new ArrayList<>();
        for (String path : paths) {
            change(path, Optional.ofNullable(old.get(path)), Optional.ofNullable(wanted.get(path)))
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private Optional<FileChange> change(String path, Optional<Entry> one, Optional<Entry> other) {
        if (one.equals(other)) {
            return Optional.empty();
        }
        long sizeBefore = one.map(TreeComparison::size).orElse(0L);
        long sizeAfter = other.map(TreeComparison::size).orElse(0L);
        if (one.isEmpty() || other.isEmpty()) {
            FileChange.Kind kind = one.isEmpty() ? FileChange.Kind.ADDED : FileChange.Kind.REMOVED;
            return Optional.of(new FileChange(path, kind, sizeBefore, sizeAfter, "", ""));
        }
        if (one.get() instanceof Entry.File was && other.get() instanceof Entry.File is) {
            if (was.digest().equals(is.digest())) {
                String note = "%04o to %04o".formatted(was.mode(), is.mode());
                return Optional.of(new FileChange(path, FileChange.Kind.MODE, sizeBefore, sizeAfter, "", note));
            }
            Optional<String> diff = diff(path, sizeBefore, sizeAfter);
            return Optional.of(new FileChange(
                    path,
                    FileChange.Kind.CHANGED,
                    sizeBefore,
                    sizeAfter,
                    diff.orElse(""),
                    diff.isPresent() ? "" : "binary, or too long to show"));
        }
        String note = kind(one.get()) + " to " + kind(other.get());
        return Optional.of(new FileChange(path, FileChange.Kind.CHANGED, sizeBefore, sizeAfter, "", note));
    }

    private Optional<String> diff(String path, long sizeBefore, long sizeAfter) {
        if (sizeBefore > LONGEST_TEXT || sizeAfter > LONGEST_TEXT || shown > MOST_TEXT) {
            return Optional.empty();
        }
        Optional<String> diff = text(before.resolve(path))
                .flatMap(one -> text(after.resolve(path)).map(other -> TextDiff.unified(one, other)));
        shown += diff.map(String::length).orElse(0);
        return diff;
    }

    /** Empty for what is no text, or is no longer what the manifest says: links are not followed. */
    private static Optional<String> text(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LONGEST_TEXT) {
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Entry entry) {
        return entry instanceof Entry.File file ? file.size() : 0;
    }

    private static String kind(Entry entry) {
        return switch (entry) {
            case Entry.File _ -> "a file";
            case Entry.Link link -> "a link to " + link.target();
            case Entry.Directory _ -> "a directory";
        };
    }
}
