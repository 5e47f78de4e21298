package io.smolotchi.release.store.source;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bounds what an archive may spend on describing its entries: extended headers and long names are read into memory before anybody can look at them.
 */
final class HeaderBudget extends FilterInputStream {

    private static final int MOST = 256 * 1024;
    private static final int PER_ENTRY = 8 * 1024;

    private final ByteArrayOutputStream current = new ByteArrayOutputStream();
    private int left = MOST;
    private boolean inHeader = true;

    HeaderBudget(InputStream in) {
        super(in);
    }

    void header() {
        left = Math.min(MOST, left + PER_ENTRY);
        inHeader = true;
        current.reset();
    }

    /** Whether the header that was read last has these characters, as UTF-8, anywhere in it. */
    boolean spells(String text) {
        // In ISO 8859-1 a character is a byte, so that bytes can be searched as text.
        return current.toString(StandardCharsets.ISO_8859_1)
                .contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    void content() {
        inHeader = false;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        if (inHeader && b >= 0) {
            current.write(b);
        }
        spend(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = super.read(into, offset, inHeader ? Math.min(length, left + 1) : length);
        if (inHeader && n > 0) {
            current.write(into, offset, n);
        }
        spend(n);
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(inHeader ? Math.min(n, left + 1L) : n);
        spend((int) Math.min(skipped, Integer.MAX_VALUE));
        return skipped;
    }

    private void spend(int n) throws HeaderTooLarge {
        if (inHeader && n > 0) {
            left -= n;
            if (left < 0) {
                throw new HeaderTooLarge();
            }
        }
    }

    static final class HeaderTooLarge extends IOException {
        HeaderTooLarge() {
            super("an entry's header takes more than " + MOST + " bytes");
        }
    }
}
