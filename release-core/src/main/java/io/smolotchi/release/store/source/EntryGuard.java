package io.smolotchi.release.store.source;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.manifest.VisText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stands between a source, which is hostile until proven otherwise, and whoever takes its entries. The first entry that no release may hold ends it with
 * a refusal that names the entry.
 */
public final class EntryGuard implements SourceTree.Visitor {

    private enum Is {
        DIRECTORY,
        /** Seen only as the parent of something so far, so that the directory's own entry may still come. */
        IMPLIED,
        FILE,
        LINK
    }

    private final String source;
    private final Limits limits;
    private final IgnoreRules ignore;
    private final boolean pathsAreFinal;
    private final TreeSink sink;
    private final Map<String, Is> seen = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();
    private long entries;
    private long bytes;

    public EntryGuard(SourceTree source, Limits limits, IgnoreRules ignore, TreeSink sink) {
        this.source = source.shown();
        this.limits = limits;
        this.ignore = ignore;
        this.pathsAreFinal = !source.archive();
        this.sink = sink;
    }

    @Override
    public boolean entry(SourceEntry entry, SourceTree.Content content) throws IOException {
        if (++entries > limits.entries()) {
            throw tooLarge("it has more than " + limits.entries() + " entries");
        }
        return switch (EntryName.read(entry.name())) {
            case EntryName.Reading.Unsafe unsafe -> throw unsafe(entry.name(), unsafe.why());
            case EntryName.Reading.Top top -> {
                if (entry.kind() != SourceEntry.Kind.DIRECTORY) {
                    throw unsafe(entry.name(), "stands for the tree itself and is not a directory");
                }
                yield true;
            }
            case EntryName.Reading.Plain plain -> take(plain.name(), entry, content);
        };
    }

    private boolean take(EntryName name, SourceEntry entry, SourceTree.Content content) throws IOException {
        String path = name.path();
        if (ignore.byName(path) || (pathsAreFinal && ignore.byPath(path))) {
            countIgnored(content);
            return false;
        }
        if (name.depth() > limits.depth()) {
            throw tooLarge("its entry '" + shown(path) + "' lies more than " + limits.depth() + " levels deep");
        }
        if ((entry.mode() & 06000) != 0 && entry.kind() != SourceEntry.Kind.LINK) {
            throw unsafe(path, "has the set-user-id or set-group-id bit");
        }
        parents(path);
        switch (entry.kind()) {
            case DIRECTORY -> directory(path);
            case FILE -> file(path, entry, content);
            case LINK -> {
                link(path, entry.detail());
                countIgnored(content);
            }
            case HARD_LINK -> {
                hardLink(path, entry.detail());
                countIgnored(content);
            }
            case SPECIAL -> throw unsafe(path, "is " + entry.detail());
        }
        return true;
    }

    private void directory(String path) throws IOException {
        if (seen.get(path) == Is.IMPLIED) {
            seen.put(path, Is.DIRECTORY);
            return;
        }
        register(path, Is.DIRECTORY);
        sink.directory(path);
    }

    private void file(String path, SourceEntry entry, SourceTree.Content content) throws IOException {
        register(path, Is.FILE);
        if (entry.size() > limits.bytes() - bytes) {
            throw bytesExceeded();
        }
        try (InputStream in = content.open()) {
            sizes.put(path, sink.file(path, (entry.mode() & 0111) != 0, new Counted(in)));
        }
    }

    private void link(String path, String target) throws IOException {
        register(path, Is.LINK);
        Optional<String> unfit = EntryName.unfit(target);
        if (unfit.isPresent()) {
            throw unsafe(path, "is a link whose target " + unfit.get());
        }
        if (target.length() > 4000) {
            throw unsafe(path, "is a link with a target of more than 4000 characters");
        }
        sink.link(path, target);
    }

    private void hardLink(String path, String raw) throws IOException {
        if (!(EntryName.read(raw) instanceof EntryName.Reading.Plain target)) {
            throw unsafe(path, "is a hard link to '" + shown(raw) + "', which lies outside of the tree");
        }
        String earlier = target.name().path();
        Long size = sizes.get(earlier);
        if (size == null) {
            throw unsafe(path, "is a hard link to '" + shown(earlier) + "', which is not a file that came before it");
        }
        register(path, Is.FILE);
        count(size);
        sizes.put(path, size);
        sink.copy(path, earlier);
    }

    private void parents(String path) throws IOException {
        String parent = EntryName.parent(path);
        if (parent.isEmpty()) {
            return;
        }
        Is is = seen.get(parent);
        if (is == Is.FILE || is == Is.LINK) {
            throw unsafe(path, "lies below '" + shown(parent) + "', which is a " + (is == Is.LINK ? "link" : "file"));
        }
        if (is == null) {
            parents(parent);
            if (++entries > limits.entries()) {
                throw tooLarge("it has more than " + limits.entries() + " entries");
            }
            register(parent, Is.IMPLIED);
            sink.directory(parent);
        }
    }

    private void register(String path, Is is) {
        if (seen.putIfAbsent(path, is) != null) {
            throw unsafe(path, "comes twice");
        }
        String other = folded.putIfAbsent(EntryName.folded(path), path);
        if (other != null) {
            throw unsafe(path, "differs from '" + shown(other) + "' only in case or Unicode normal form");
        }
    }

    private void countIgnored(SourceTree.Content content) throws IOException {
        if (!pathsAreFinal) {
            try (InputStream in = content.open()) {
                new Counted(in).transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private void count(long more) {
        bytes += more;
        if (bytes > limits.bytes()) {
            throw bytesExceeded();
        }
    }

    private Refused bytesExceeded() {
        return tooLarge("its files take more than " + limits.bytes() + " bytes");
    }

    private Refused unsafe(String path, String why) {
        return new Refused(
                Code.SOURCE_UNSAFE,
                "cannot stage " + source + ": because its entry '" + shown(path) + "' " + why,
                "smolotchi-release explain " + Code.SOURCE_UNSAFE);
    }

    private Refused tooLarge(String why) {
        return new Refused(
                Code.SOURCE_TOO_LARGE,
                "cannot stage " + source + ": because " + why,
                "smolotchi-release explain " + Code.SOURCE_TOO_LARGE);
    }

    public static String shown(String path) {
        String encoded = VisText.encode(path.length() > 160 ? path.substring(0, 160) + "..." : path);
        return encoded.length() > 240 ? encoded.substring(0, 240) + "..." : encoded;
    }

    /** Counts what is really read: a declared size may lie. */
    private final class Counted extends InputStream {
        private final InputStream in;

        Counted(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int n = in.read(into, offset, length);
            if (n > 0) {
                count(n);
            }
            return n;
        }
    }
}
