package io.smolotchi.release.web.uploads;

import java.io.InputStream;

/** So many zero bytes, more than a test would want to hold. */
final class Zeros extends InputStream {

    private long left;

    Zeros(long size) {
        this.left = size;
    }

    @Override
    public int read() {
        return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (left <= 0) {
            return -1;
        }
        int given = (int) Math.min(left, length);
        left -= given;
        return given;
    }
}
