package io.smolotchi.release.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** Writes tar archives as nobody's tar would, entry by entry. */
final class Archive implements AutoCloseable {

    private final TarArchiveOutputStream tar;

    private Archive(OutputStream out, String encoding) {
        this.tar = new TarArchiveOutputStream(out, encoding);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    static Archive tar(Path file) throws IOException {
        return new Archive(Files.newOutputStream(file), "UTF-8");
    }

    static Archive tarGz(Path file) throws IOException {
        return new Archive(new GzipCompressorOutputStream(Files.newOutputStream(file)), "UTF-8");
    }

    static Archive tarInLatin1(Path file) throws IOException {
        return new Archive(Files.newOutputStream(file), "ISO-8859-1");
    }

    Archive file(String name, String content) throws IOException {
        return file(name, content, 0100644);
    }

    Archive file(String name, String content, int mode) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = entry(name, TarConstants.LF_NORMAL);
        entry.setMode(mode);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
        return this;
    }

    Archive zeros(String name, long size) throws IOException {
        return zeros(name, size, TarConstants.LF_NORMAL);
    }

    /** The name of the next entry, in GNU's way: read into memory before anybody sees it. */
    Archive longName(long size) throws IOException {
        return zeros("././@LongLink", size, TarConstants.LF_GNUTYPE_LONGNAME);
    }

    private Archive zeros(String name, long size, byte type) throws IOException {
        TarArchiveEntry entry = entry(name, type);
        entry.setSize(size);
        tar.putArchiveEntry(entry);
        byte[] zeros = new byte[1 << 20];
        for (long left = size; left > 0; left -= zeros.length) {
            tar.write(zeros, 0, (int) Math.min(left, zeros.length));
        }
        tar.closeArchiveEntry();
        return this;
    }

    Archive directory(String name) throws IOException {
        return plain(entry(name + "/", TarConstants.LF_DIR));
    }

    Archive link(String name, String target) throws IOException {
        return linked(name, target, TarConstants.LF_SYMLINK);
    }

    Archive hardLink(String name, String target) throws IOException {
        return linked(name, target, TarConstants.LF_LINK);
    }

    Archive special(String name, byte type) throws IOException {
        return plain(entry(name, type));
    }

    private Archive linked(String name, String target, byte type) throws IOException {
        TarArchiveEntry entry = entry(name, type);
        entry.setLinkName(target);
        return plain(entry);
    }

    private Archive plain(TarArchiveEntry entry) throws IOException {
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        return this;
    }

    /** Keeps a slash at the beginning. */
    private static TarArchiveEntry entry(String name, byte type) {
        return new TarArchiveEntry(name, type, true);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
