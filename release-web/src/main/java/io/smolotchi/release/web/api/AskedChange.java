package io.smolotchi.release.web.api;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.web.pages.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** A change as a program writes it: {@code {"verb":"activate","values":{"version":"1.4.2"}}}. What is not understood is refused, never passed over. */
final class AskedChange {

    static final Set<String> FLAGS = Set.of("force", "keep-good", "with-state", "stranded", "leave");

    private static final List<String> VERSION = List.of("version");
    private static final List<String> UNIT = List.of("unit");

    static final Map<String, List<String>> VALUES = Map.ofEntries(
            Map.entry("stage", List.of("upload", "version")),
            Map.entry("activate", List.of("version", "force")),
            Map.entry("rollback", List.of("to", "keep-good", "with-state")),
            Map.entry("redo", List.of("with-state")),
            Map.entry("prune", List.of("keep")),
            Map.entry("schedule", List.of("calendar")),
            Map.entry("unschedule", List.of()),
            Map.entry("pin", VERSION),
            Map.entry("unpin", VERSION),
            Map.entry("mark-bad", VERSION),
            Map.entry("mark-good", VERSION),
            Map.entry("mask", UNIT),
            Map.entry("unmask", UNIT),
            Map.entry("mend", List.of()),
            Map.entry("recover", List.of("stranded", "leave")));

    private AskedChange() {}

    /** @param members that the document may have */
    static Request read(JsonNode document, Set<String> members) {
        if (!document.isObject()) {
            throw malformed("it is no JSON object");
        }
        document.propertyNames().stream()
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw malformed("there is no member '" + shown(name) + "'");
                });
        String verb = document.path("verb").asString("");
        List<String> known = VALUES.get(verb);
        if (known == null) {
            throw malformed("there is no such change: '" + shown(verb) + "'");
        }
        JsonNode given = document.path("values");
        if (!given.isMissingNode() && !given.isObject()) {
            throw malformed("'values' is no JSON object");
        }
        Map<String, String> values = new TreeMap<>();
        given.propertyStream().forEach(value -> {
            if (!known.contains(value.getKey())) {
                throw malformed(verb + " has no value '" + shown(value.getKey()) + "'");
            }
            value(value.getKey(), value.getValue(), values);
        });
        return Verb.parse(verb, values);
    }

    /** The values that name the same change, as a program writes them. */
    static Map<String, Object> values(Request request) {
        Map<String, Object> values = new TreeMap<>();
        Verb.of(request).ifPresent(verb -> values.putAll(verb.parameters()));
        // those that are there are true
        values.replaceAll((name, value) -> FLAGS.contains(name) ? (Object) true : value);
        return values;
    }

    private static void value(String name, JsonNode value, Map<String, String> into) {
        if (FLAGS.contains(name)) {
            if (!value.isBoolean()) {
                throw malformed("'" + name + "' is neither true nor false");
            }
            if (value.asBoolean()) {
                into.put(name, "true");
            }
        } else if (value.isString() || value.isIntegralNumber()) {
            into.put(name, value.asString());
        } else {
            throw malformed("'" + name + "' is no text");
        }
    }

    private static String shown(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 40 ? plain.substring(0, 40) + "..." : plain;
    }

    private static Refused malformed(String why) {
        return new Refused(Code.VALUE_MALFORMED, "cannot read that change: because " + why, "see docs/api.md");
    }
}
