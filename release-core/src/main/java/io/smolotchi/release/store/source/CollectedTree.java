package io.smolotchi.release.store.source;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.store.disk.WriteFailure;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The entries of a release as they come, with the modes that they will have once it is sealed. Writes what it reads to wherever the subclass says. */
public abstract class CollectedTree implements TreeSink {

    public static final int DIRECTORY_MODE = 0555;
    public static final int FILE_MODE = 0444;
    public static final int PROGRAM_MODE = 0555;

    private final Map<String, Pending> entries = new LinkedHashMap<>();
    private final Hashing hashing;
    private final byte[] buffer = new byte[Hashing.MOST];
    private long files;
    private long bytes;

    private sealed interface Pending {
        record Known(Entry entry) implements Pending {}

        record File(int mode, long size, CompletableFuture<Digest> digest) implements Pending {}
    }

    protected CollectedTree(Hashing hashing) {
        this.hashing = hashing;
    }

    /** Takes the content of one file, in pieces. Failures of its own are {@link WriteFailure}s. */
    public interface Output extends AutoCloseable {
        void write(byte[] content, int length);

        @Override
        void close();
    }

    protected abstract void makeDirectory(String path);

    protected abstract Output makeFile(String path, int mode);

    /** Makes the file without writing it, from somebody who has these bytes; false when nobody does. */
    protected abstract boolean sharesWhole(String path, int mode, byte[] content, int length);

    /** The same afterwards, for a file that was written piece by piece. */
    protected abstract void replaceWithShared(String path, int mode, long size, Digest digest);

    protected abstract void makeLink(String path, String target);

    protected abstract void makeCopy(String path, String earlier, int mode);

    @Override
    public final void directory(String path) {
        makeDirectory(path);
        entries.put(path, new Pending.Known(new Entry.Directory(path, DIRECTORY_MODE)));
    }

    @Override
    public final void link(String path, String target) {
        makeLink(path, target);
        entries.put(path, new Pending.Known(new Entry.Link(path, target)));
    }

    @Override
    public final long file(String path, boolean executable, InputStream content) throws IOException {
        int mode = executable ? PROGRAM_MODE : FILE_MODE;
        int first = content.readNBytes(buffer, 0, buffer.length);
        Pending.File file = first < buffer.length ? whole(path, mode, first) : large(path, mode, content);
        entries.put(path, file);
        files++;
        bytes += file.size();
        return file.size();
    }

    private Pending.File whole(String path, int mode, int length) throws IOException {
        CompletableFuture<Digest> digest = hashing.hash(Arrays.copyOf(buffer, length));
        if (!sharesWhole(path, mode, buffer, length)) {
            try (Output output = makeFile(path, mode)) {
                output.write(buffer, length);
            }
        }
        return new Pending.File(mode, length, digest);
    }

    private Pending.File large(String path, int mode, InputStream content) throws IOException {
        MessageDigest digest = Digest.sha256();
        long size = buffer.length;
        try (Output output = makeFile(path, mode)) {
            output.write(buffer, buffer.length);
            digest.update(buffer, 0, buffer.length);
            size += rest(content, output, digest);
        }
        Digest finished = FileHash.finish(digest);
        replaceWithShared(path, mode, size, finished);
        return new Pending.File(mode, size, CompletableFuture.completedFuture(finished));
    }

    @Override
    public final void copy(String path, String earlier) {
        if (!(entries.get(earlier) instanceof Pending.File file)) {
            throw new IllegalStateException("not a file: " + earlier);
        }
        makeCopy(path, earlier, file.mode());
        entries.put(path, file);
        files++;
        bytes += file.size();
    }

    long files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** The one directory that wraps everything; empty when there is none. */
    Optional<String> wrapper() {
        Optional<String> top = entries.keySet().stream().findFirst().map(CollectedTree::first);
        boolean only = top.isPresent()
                && entries.get(top.get()) instanceof Pending.Known known
                && known.entry() instanceof Entry.Directory
                && entries.keySet().stream().allMatch(path -> first(path).equals(top.get()));
        return only ? top : Optional.empty();
    }

    public void unwrap(String wrapper) {
        Map<String, Pending> inner = new LinkedHashMap<>();
        entries.forEach((path, entry) -> {
            if (!path.equals(wrapper)) {
                String stripped = path.substring(wrapper.length() + 1);
                inner.put(stripped, renamed(entry, stripped));
            }
        });
        entries.clear();
        entries.putAll(inner);
    }

    /** Forgets entries; returns the topmost of their paths. */
    List<String> forget(Predicate<String> unwanted) {
        Set<String> gone = new LinkedHashSet<>();
        entries.keySet().removeIf(path -> {
            boolean drop = unwanted.test(path);
            if (drop) {
                gone.add(path);
            }
            return drop;
        });
        return gone.stream()
                .filter(path -> !gone.contains(EntryName.parent(path)))
                .toList();
    }

    /** Everything collected, the tree itself included. */
    public List<Entry> entries() {
        List<Entry> all = new ArrayList<>(entries.size() + 1);
        all.add(new Entry.Directory("", DIRECTORY_MODE));
        entries.forEach((path, pending) -> all.add(
                switch (pending) {
                    case Pending.Known known -> known.entry();
                    case Pending.File file ->
                        new Entry.File(
                                path, file.mode(), file.size(), file.digest().join());
                }));
        return all;
    }

    private long rest(InputStream content, Output output, MessageDigest digest) throws IOException {
        long size = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            output.write(buffer, n);
            digest.update(buffer, 0, n);
            size += n;
        }
        return size;
    }

    private static Pending renamed(Pending entry, String path) {
        return switch (entry) {
            case Pending.File file -> file;
            case Pending.Known known ->
                new Pending.Known(
                        switch (known.entry()) {
                            case Entry.Directory directory -> new Entry.Directory(path, directory.mode());
                            case Entry.Link link -> new Entry.Link(path, link.target());
                            case Entry.File file -> file;
                        });
        };
    }

    private static String first(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }
}
