package io.smolotchi.release.store;

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

/** A tar archive, compressed or not. */
record TarSource(Path path, Compression compression) implements SourceTree {

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
                SourceEntry entry = entry(next.get());
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

    private static SourceEntry entry(TarArchiveEntry is) {
        int mode = is.getMode() & 07777;
        if (is.isSymbolicLink()) {
            return new SourceEntry(is.getName(), SourceEntry.Kind.LINK, mode, 0, is.getLinkName());
        }
        if (is.isLink()) {
            return new SourceEntry(is.getName(), SourceEntry.Kind.HARD_LINK, mode, 0, is.getLinkName());
        }
        if (is.isDirectory()) {
            return new SourceEntry(is.getName(), SourceEntry.Kind.DIRECTORY, mode, 0, "");
        }
        if (is.isFIFO()) {
            return special(is, "a FIFO");
        }
        if (is.isCharacterDevice()) {
            return special(is, "a character device");
        }
        if (is.isBlockDevice()) {
            return special(is, "a block device");
        }
        return switch (is.getLinkFlag()) {
            case TarConstants.LF_OLDNORM,
                    TarConstants.LF_NORMAL,
                    TarConstants.LF_CONTIG,
                    TarConstants.LF_GNUTYPE_SPARSE ->
                new SourceEntry(is.getName(), SourceEntry.Kind.FILE, mode, is.getRealSize(), "");
            default -> special(is, "of an unknown type");
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

    private static SourceEntry special(TarArchiveEntry is, String what) {
        return new SourceEntry(is.getName(), SourceEntry.Kind.SPECIAL, 0, 0, what);
    }
}
