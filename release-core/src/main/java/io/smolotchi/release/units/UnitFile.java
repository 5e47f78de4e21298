package io.smolotchi.release.units;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file that is installed, or would be.
 *
 * @param path absolute on the machine, before {@code --root} is applied
 * @param mode permission bits
 * @param owner empty for a file that was rendered: it belongs to whoever writes it
 * @param content as UTF-8, or as ISO 8859-1 when {@code bytewise}
 * @param bytewise whether the file on disk is not UTF-8, so that each character stands for one byte
 */
public record UnitFile(String path, int mode, Optional<Owner> owner, String content, boolean bytewise) {

    static final int MODE = 0644;

    /** Ids of user and group. */
    public record Owner(int user, int group) {}

    public UnitFile {
        if (!path.startsWith("/") || path.contains("/../") || path.endsWith("/..")) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
    }

    static UnitFile rendered(String path, String content) {
        return new UnitFile(path, MODE, Optional.empty(), content, false);
    }

    static UnitFile found(String path, int mode, Optional<Owner> owner, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new UnitFile(path, mode, owner, text, false);
        } catch (CharacterCodingException e) {
            return new UnitFile(path, mode, owner, new String(bytes, StandardCharsets.ISO_8859_1), true);
        }
    }

    public byte[] bytes() {
        return content.getBytes(bytewise ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
