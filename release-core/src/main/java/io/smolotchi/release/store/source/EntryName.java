package io.smolotchi.release.store.source;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The name of an entry: made plain, or found to be one that no release may hold. */
record EntryName(String path, int depth) {

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 3500;

    /** Either a name or what is wrong with it. */
    sealed interface Reading {
        record Plain(EntryName name) implements Reading {}

        /** The top of the tree itself. */
        record Top() implements Reading {}

        /** @param why completes "its entry X ..." */
        record Unsafe(String why) implements Reading {}
    }

    static Reading read(String raw) {
        Optional<String> unfit = unfit(raw);
        if (unfit.isPresent()) {
            return new Reading.Unsafe(unfit.get());
        }
        if (raw.startsWith("/")) {
            return new Reading.Unsafe("has an absolute path");
        }
        List<String> names = new ArrayList<>();
        for (String name : raw.split("/", -1)) {
            if (name.equals("..")) {
                return new Reading.Unsafe("leads out of the tree by '..'");
            }
            if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
                return new Reading.Unsafe("has a name of more than " + LONGEST_NAME + " bytes");
            }
            if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            return new Reading.Top();
        }
        String path = String.join("/", names);
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            return new Reading.Unsafe("has a path of more than " + LONGEST_PATH + " bytes");
        }
        return new Reading.Plain(new EntryName(path, names.size()));
    }

    /** What makes a text unfit to be part of a path, whatever it leads to. */
    static Optional<String> unfit(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                return Optional.of("has a control character in its name");
            }
            if (c == '\ufffd' || (Character.isSurrogate(c) && !paired(text, i))) {
                return Optional.of("has a name that is not UTF-8");
            }
        }
        return text.isEmpty() ? Optional.of("has no name") : Optional.empty();
    }

    /** Equal for names that some file systems can't tell apart: those that differ in case or normal form only. */
    static String folded(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) >= 0x80) {
                String decomposed = Normalizer.normalize(path, Normalizer.Form.NFD);
                String folded = decomposed.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
                return Normalizer.normalize(folded, Normalizer.Form.NFD);
            }
        }
        return path.toLowerCase(Locale.ROOT);
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static boolean paired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
