package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** A write that is not short. */
public final class WholeBuffer {

    private WholeBuffer() {}

    public static void write(WritableByteChannel channel, byte[] content, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(content, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }
}
