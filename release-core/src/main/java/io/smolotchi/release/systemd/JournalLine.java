package io.smolotchi.release.systemd;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One entry of the journal.
 *
 * @param program its identifier, such as systemd or python3; may be empty
 * @param pid 0 when it is not known
 * @param priority 0 (emergency) to 7 (debug)
 * @param message without control characters, but lines are kept apart by line feeds
 */
public record JournalLine(Instant at, String program, int pid, int priority, String message) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int INFORMATIONAL = 6;

    /** As in evidence: time in UTC, program, message. */
    public String text() {
        return "%s %s%s: %s".formatted(at, program, pid == 0 ? "" : "[" + pid + "]", message.replace("\n", "\n    "));
    }

    /** The last object may be cut off where output ended. */
    static List<JournalLine> parseAll(String objects) {
        return objects.lines().map(JournalLine::parse).flatMap(Optional::stream).toList();
    }

    /** Of the last entry: where the next look begins. */
    static Optional<String> lastCursor(String objects) {
        return objects.lines()
                .map(JournalLine::cursor)
                .flatMap(Optional::stream)
                .reduce((_, last) -> last);
    }

    private static Optional<String> cursor(String object) {
        try {
            return JSON.readTree(object).path("__CURSOR").asStringOpt();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static Optional<JournalLine> parse(String object) {
        try {
            JsonNode entry = JSON.readTree(object);
            long micros = entry.path("__REALTIME_TIMESTAMP").asLong(0);
            return Optional.of(new JournalLine(
                    Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                    first(entry, "SYSLOG_IDENTIFIER", "_COMM"),
                    entry.path("_PID").asInt(0),
                    entry.path("PRIORITY").asInt(INFORMATIONAL),
                    message(entry.path("MESSAGE"))));
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    private static String first(JsonNode entry, String field, String otherwise) {
        return clean(entry.path(field).asString(entry.path(otherwise).asString("")));
    }

    /** A string, or an array of bytes when it is not UTF-8, or of either when the entry gives the field more than once, or null when it is huge. */
    private static String message(JsonNode field) {
        if (field.isString()) {
            return clean(field.asString());
        }
        if (!field.isArray() || field.isEmpty()) {
            return "";
        }
        if (!field.get(0).isNumber()) {
            return message(field.get(0));
        }
        byte[] bytes = new byte[field.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) field.get(i).asInt();
        }
        return clean(new String(bytes, StandardCharsets.UTF_8));
    }

    /** A release writes what it likes, and it ends up on a terminal. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD").strip();
    }

    static String seconds(Instant at) {
        return BigDecimal.valueOf(at.getEpochSecond())
                .add(BigDecimal.valueOf(at.getNano() / 1000, 6))
                .toPlainString();
    }
}
