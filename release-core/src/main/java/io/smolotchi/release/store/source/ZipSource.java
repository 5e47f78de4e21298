package io.smolotchi.release.store.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A zip archive, with the Unix modes that its entries may carry; read by its central directory.
 *
 * @param shown for people
 */
record ZipSource(Path path, String shown) implements SourceTree {

    private static final int LONGEST_TARGET = 4096;

    @Override
    public boolean archive() {
        return true;
    }

    @Override
    public void visit(Visitor visitor) throws IOException {
        try (ZipFile zip = ZipFile.builder()
                .setPath(path)
                .setCharset(StandardCharsets.UTF_8)
                .get()) {
            Enumeration<ZipArchiveEntry> entries = zip.getEntriesInPhysicalOrder();
            while (entries.hasMoreElements()) {
                ZipArchiveEntry entry = entries.nextElement();
                if (!zip.canReadEntryData(entry)) {
                    throw new IOException("an entry is encrypted, or compressed in an unknown way");
                }
                visitor.entry(entry(entry, zip), () -> zip.getInputStream(entry));
            }
        }
    }

    /** The library reads a byte that is not UTF-8 as a question mark. */
    private static String asSpelled(ZipArchiveEntry is) {
        String name = is.getName();
        return name.indexOf('?') >= 0 && !Arrays.equals(name.getBytes(StandardCharsets.UTF_8), is.getRawName())
                ? name.replace('?', '\ufffd')
                : name;
    }

    private static SourceEntry entry(ZipArchiveEntry is, ZipFile zip) throws IOException {
        String name = asSpelled(is);
        int type = is.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
        int mode = is.getUnixMode() & 07777;
        if (is.isUnixSymlink()) {
            try (InputStream content = zip.getInputStream(is)) {
                String target = new String(content.readNBytes(LONGEST_TARGET + 1), StandardCharsets.UTF_8);
                return new SourceEntry(name, SourceEntry.Kind.LINK, mode, 0, target);
            }
        }
        if (is.isDirectory()) {
            return new SourceEntry(name, SourceEntry.Kind.DIRECTORY, mode, 0, "");
        }
        if (type != 0 && type != UnixStat.FILE_FLAG) {
            return new SourceEntry(name, SourceEntry.Kind.SPECIAL, 0, 0, "a device or FIFO");
        }
        return new SourceEntry(name, SourceEntry.Kind.FILE, mode, is.getSize(), "");
    }
}
