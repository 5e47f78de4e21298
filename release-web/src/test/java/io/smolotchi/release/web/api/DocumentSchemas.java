package io.smolotchi.release.web.api;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The records of {@link Documents} as JSON schemas, by their components. */
final class DocumentSchemas {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /** By name. */
    private final ObjectNode schemas = MAPPER.createObjectNode();

    ObjectNode all() {
        return schemas;
    }

    /** @param type of a component or of an answer */
    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType many && many.getRawType() == List.class) {
            ObjectNode array = simple("array");
            array.set("items", of(many.getActualTypeArguments()[0]));
            return array;
        }
        if (type instanceof ParameterizedType maybe && maybe.getRawType() == Optional.class) {
            ObjectNode present = of(maybe.getActualTypeArguments()[0]);
            ArrayNode types = MAPPER.createArrayNode()
                    .add(present.path("type").asString())
                    .add("null");
            present.set("type", types);
            return present;
        }
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private ObjectNode ofClass(Class<?> type) {
        if (type == String.class) {
            return simple("string");
        }
        if (type == boolean.class) {
            return simple("boolean");
        }
        if (type == long.class || type == int.class || type == Long.class) {
            return simple("integer");
        }
        if (type == OperationId.class) {
            return simple("integer").put("minimum", 1);
        }
        if (type == Version.class) {
            return simple("string").put("pattern", "^[A-Za-z0-9][A-Za-z0-9.+~_-]{0,63}$");
        }
        if (type == Digest.class) {
            return simple("string").put("pattern", "^[0-9a-f]{64}$");
        }
        if (type == Instant.class) {
            return simple("string").put("format", "date-time");
        }
        if (JsonNode.class.isAssignableFrom(type)) {
            return simple("object");
        }
        if (type.isRecord()) {
            return ref(type);
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private ObjectNode ref(Class<?> type) {
        String name = type.getSimpleName();
        if (!schemas.has(name)) {
            ObjectNode schema = simple("object");
            schemas.set(name, schema);
            ObjectNode properties = schema.putObject("properties");
            ArrayNode required = schema.putArray("required");
            for (RecordComponent component : type.getRecordComponents()) {
                properties.set(component.getName(), of(component.getGenericType()));
                // what is refused before a request is looked at has no reasons beyond its sentence
                if (!(type == Documents.Problem.class && component.getName().equals("refusals"))) {
                    required.add(component.getName());
                }
            }
        }
        return MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode simple(String type) {
        return MAPPER.createObjectNode().put("type", type);
    }
}
