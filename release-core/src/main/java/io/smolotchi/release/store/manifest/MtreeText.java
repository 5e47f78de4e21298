package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a manifest on disk: full paths, one line each, no inherited settings, so that any line can be read alone. */
final class MtreeText {

    private static final int FORMAT = 1;
    private static final String FIRST = "#mtree";
    private static final String SECOND = "# smolotchi-release manifest format ";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");

    private MtreeText() {}

    static String write(Manifest manifest) {
        StringBuilder text = new StringBuilder(64 + manifest.entries().size() * 144)
                .append(FIRST)
                .append('\n');
        text.append(SECOND).append(FORMAT).append('\n');
        for (Entry entry : manifest.entries()) {
            text.append(path(entry.path()));
            switch (entry) {
                case Entry.Directory directory -> mode(text.append(" type=dir"), directory.mode());
                case Entry.File file ->
                    mode(text.append(" type=file"), file.mode())
                            .append(" size=")
                            .append(file.size())
                            .append(" sha256=")
                            .append(file.digest().hex());
                case Entry.Link link -> text.append(" type=link link=").append(VisText.encode(link.target()));
            }
            text.append('\n');
        }
        return text.toString();
    }

    static String path(String path) {
        return path.isEmpty() ? "." : "./" + VisText.encode(path);
    }

    static Manifest read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 3 || !lines.get(0).equals(FIRST) || !lines.get(1).startsWith(SECOND)) {
            throw damaged("it does not begin like one", lines.isEmpty() ? "" : lines.getFirst());
        }
        refuseNewer(lines.get(1).substring(SECOND.length()));
        List<Entry> entries = new ArrayList<>(lines.size() - 2);
        for (String line : lines.subList(2, lines.size())) {
            entries.add(entry(line));
        }
        return new Manifest(entries);
    }

    private static void refuseNewer(String format) {
        Matcher number = NUMBER.matcher(format);
        if (!number.matches()) {
            throw damaged("its format is not a number", format);
        }
        if (Integer.parseInt(format) > FORMAT) {
            throw new Refused(
                    Code.FORMAT_NEWER,
                    "cannot read a manifest: because it is of format " + format + ", and this program knows " + FORMAT,
                    "upgrade smolotchi-release");
        }
    }

    private static Entry entry(String line) {
        try {
            String[] words = line.split(" ", -1);
            String path = words[0].equals(".") ? "" : VisText.decode(withoutDot(words[0]));
            Map<String, String> values = new HashMap<>();
            for (int i = 1; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
            return switch (value(values, "type")) {
                case "dir" -> new Entry.Directory(path, Integer.parseInt(value(values, "mode"), 8));
                case "file" ->
                    new Entry.File(
                            path,
                            Integer.parseInt(value(values, "mode"), 8),
                            Long.parseLong(value(values, "size")),
                            new Digest(value(values, "sha256")));
                case "link" -> new Entry.Link(path, VisText.decode(value(values, "link")));
                default -> throw new IllegalArgumentException("unknown type");
            };
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged("a line can't be read", line);
        }
    }

    private static String withoutDot(String word) {
        if (!word.startsWith("./")) {
            throw new IllegalArgumentException("not a path below the tree");
        }
        return word.substring(2);
    }

    private static String value(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key)).orElseThrow(() -> new IllegalArgumentException("no " + key));
    }

    private static StringBuilder mode(StringBuilder text, int mode) {
        return text.append(String.format(Locale.ROOT, " mode=%04o", mode));
    }

    private static Refused damaged(String why, String line) {
        String shown = line.length() > 120 ? line.substring(0, 120) + "..." : line;
        return new Refused(
                Code.RELEASE_DAMAGED,
                "cannot read a manifest: because " + why + ": '" + VisText.encode(shown) + "'",
                "smolotchi-release list");
    }
}
