package io.smolotchi.release.systemd;

import java.nio.charset.StandardCharsets;

/** Where systemd shows a unit on the bus; asking for a unit that is not loaded loads it for as long as that takes. */
final class UnitPath {

    private static final String PREFIX = "/org/freedesktop/systemd1/unit/";

    private UnitPath() {}

    /** The escaping of sd_bus_path_encode(3). */
    static String of(UnitName unit) {
        StringBuilder path = new StringBuilder(PREFIX);
        byte[] bytes = unit.value().getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) bytes[i];
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean digit = c >= '0' && c <= '9';
            if (letter || (digit && i > 0)) {
                path.append(c);
            } else {
                path.append("_%02x".formatted((int) c));
            }
        }
        return path.toString();
    }

    /** The interface with what only units of its type have. */
    static String typeInterface(UnitName unit) {
        String type = unit.type();
        return "org.freedesktop.systemd1." + Character.toUpperCase(type.charAt(0)) + type.substring(1);
    }
}
