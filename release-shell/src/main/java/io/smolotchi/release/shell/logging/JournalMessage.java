package io.smolotchi.release.shell.logging;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The journal's native format: the field's name, a line break, the length as 64 bits little-endian, the value, a line break. */
final class JournalMessage {

    private JournalMessage() {}

    static byte[] of(Map<String, String> fields) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        fields.forEach((name, value) -> {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            message.writeBytes((name + "\n").getBytes(StandardCharsets.US_ASCII));
            message.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(bytes.length)
                    .array());
            message.writeBytes(bytes);
            message.write('\n');
        });
        return message.toByteArray();
    }
}
