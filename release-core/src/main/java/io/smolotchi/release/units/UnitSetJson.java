package io.smolotchi.release.units;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a set, for the open journal and the catalog. */
public final class UnitSetJson {

    /** Raised when a reader of the previous one could not make sense of a text any more. */
    public static final int FORMAT = 1;

    private record Envelope(int format, UnitSet set) {}

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private UnitSetJson() {}

    public static String write(UnitSet set) {
        return MAPPER.writeValueAsString(new Envelope(FORMAT, set));
    }

    /** @throws IllegalArgumentException when it was written by a newer version of this program */
    public static UnitSet read(String json) {
        JsonNode envelope = MAPPER.readTree(json);
        int format = envelope.path("format").asInt(0);
        if (format < 1 || format > FORMAT) {
            throw new IllegalArgumentException("a unit set of format " + format
                    + " was written by a newer version of this program, which reads up to " + FORMAT);
        }
        return MAPPER.treeToValue(envelope.path("set"), UnitSet.class);
    }
}
