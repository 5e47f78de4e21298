package io.smolotchi.release.testhost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where nspawn and the host's init write while the journal does not run. */
record Console(Path file) {
    private static final Pattern CONTROLS = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]|\r");

    /** Everything since the host was made, without colours. */
    String text() {
        try {
            return plain(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return "(the console can't be read: " + e + ")";
        }
    }

    static String plain(String text) {
        return CONTROLS.matcher(text).replaceAll("");
    }
}
