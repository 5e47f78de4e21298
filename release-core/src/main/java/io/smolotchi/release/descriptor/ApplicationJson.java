package io.smolotchi.release.descriptor;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The settings as they are recorded in the history, so that a rollback renders units as they were. */
public final class ApplicationJson {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface WithKind {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Application.Check.class, WithKind.class)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ApplicationJson() {}

    /** Equal settings have equal text. */
    public static String write(Application application) {
        return MAPPER.writeValueAsString(application);
    }

    /** A setting that did not exist when the text was written has its default. */
    public static Application read(String json) {
        ObjectNode merged = MAPPER.valueToTree(Application.defaults());
        merge(merged, MAPPER.readTree(json));
        return MAPPER.treeToValue(merged, Application.class);
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.propertyStream().forEach(property -> {
            JsonNode below = into.get(property.getKey());
            boolean both = below instanceof ObjectNode && property.getValue() instanceof ObjectNode;
            // A map is a value of its own, not settings inside settings
            if (both && !property.getKey().equals("modules")) {
                merge((ObjectNode) below, property.getValue());
            } else {
                into.set(property.getKey(), property.getValue());
            }
        });
    }
}
