package io.smolotchi.release.store.source;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/**
 * A tar archive, compressed or not.
 *
 * @param shown for people
 */
record TarSource(Path path, Compression compression, String shown) implements SourceTree {

    enum Compression {
        NONE,
        GZIP,
        ZSTD
    }

    private static final int BUFFER = 64 * 1024;

    @Override
    public boolean archive() {
        return true;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), BUFFER);
                InputStream plain = new BufferedInputStream(decompress(file), BUFFER);
                HeaderBudget budget = new HeaderBudget(plain);
                TarArchiveInputStream tar = new TarArchiveInputStream(budget, "UTF-8")) {
            for (Optional<TarArchiveEntry> next = next(tar, budget); next.isPresent(); next = next(tar, budget)) {
                SourceEntry entry = entry(next.get(), budget);
                budget.content();
                visitor.entry(entry, () -> new OneEntry(tar));
                // What nobody read is not the next entry's header.
                tar.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private static Optional<TarArchiveEntry> next(TarArchiveInputStream tar, HeaderBudget budget) throws IOException {
        budget.header();
        try {
            return Optional.ofNullable(tar.getNextEntry());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("an entry's header is malformed: " + e.getMessage(), e);
        }
    }

    private InputStream decompress(InputStream in) throws IOException {
        return switch (compression) {
            case NONE -> in;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdCompressorInputStream(in);
        };
    }

    /**
     * The library reads a byte that is not UTF-8 as a question mark. A real one is spelled in the header: in one piece, or, in the ustar format, split at
     * a slash.
     */
    private static String asSpelled(String text, HeaderBudget header) {
        if (text.indexOf('?') < 0 || header.spells(text)) {
            return text;
        }
        for (int slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
            if (header.spells(text.substring(0, slash)) && header.spells(text.substring(slash + 1))) {
                return text;
            }
        }
        return text.replace('?', '\ufffd');
    }

    private static SourceEntry entry(TarArchiveEntry is, HeaderBudget header) {
        String name = asSpelled(is.getName(), header);
        int mode = is.getMode() & 07777;
        if (is.isSymbolicLink()) {
            return new SourceEntry(name, SourceEntry.Kind.LINK, mode, 0, asSpelled(is.getLinkName(), header));
        }
        if (is.isLink()) {
            return new SourceEntry(name, SourceEntry.Kind.HARD_LINK, mode, 0, asSpelled(is.getLinkName(), header));
        }
        if (is.isDirectory()) {
            return new SourceEntry(name, SourceEntry.Kind.DIRECTORY, mode, 0, "");
        }
        if (is.isFIFO()) {
            return special(name, "a FIFO");
        }
        if (is.isCharacterDevice()) {
            return special(name, "a character device");
        }
        if (is.isBlockDevice()) {
            return special(name, "a block device");
        }
        return switch (is.getLinkFlag()) {
            case TarConstants.LF_OLDNORM,
                    TarConstants.LF_NORMAL,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE ->
                new SourceEntry(name, SourceEntry.Kind.FILE, mode, is.getRealSize(), "");
            default -> special(name, "of an unknown type");
        };
    }

    /** The archive as far as one entry goes: closing it leaves the archive open. */
    private static final class OneEntry extends FilterInputStream {
        OneEntry(TarArchiveInputStream tar) {
            super(tar);
        }

        @Override
        public void close() {}
    }

    private static SourceEntry special(String name, String what) {
        return new SourceEntry(name, SourceEntry.Kind.SPECIAL, 0, 0, what);
    }
}
