package io.smolotchi.release.operator;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Refusal;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The JSON form of what travels: records by the names of their components, sealed types with a member that names which of them it is. */
final class BusJson {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface Named {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Outcome.class, Named.class)
            .addMixIn(Plan.class, Named.class)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<List<Refusal>> REFUSALS = new TypeReference<>() {};

    private BusJson() {}

    static String write(Object value, Type type) {
        return MAPPER.writerFor(MAPPER.constructType(type)).writeValueAsString(value);
    }

    /** @throws IllegalArgumentException when the text is no such value */
    static Object read(String json, Type type) {
        try {
            JavaType java = MAPPER.constructType(type);
            return complete(MAPPER.readValue(json, java));
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    static String writeArguments(Object[] values, Type[] types) {
        ArrayNode array = MAPPER.createArrayNode();
        for (int i = 0; i < values.length; i++) {
            array.add(MAPPER.readTree(write(values[i], types[i])));
        }
        return MAPPER.writeValueAsString(array);
    }

    /** @throws IllegalArgumentException when the text is no array, or holds no such value */
    static List<JsonNode> elements(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (!tree.isArray()) {
                throw new IllegalArgumentException("not a list of arguments");
            }
            return tree.valueStream().toList();
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /** @throws IllegalArgumentException when it is no such value */
    static Object read(JsonNode element, Type type) {
        try {
            JavaType java = MAPPER.constructType(type);
            return complete(MAPPER.treeToValue(element, java));
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    static String writeRefusals(List<Refusal> refusals) {
        return MAPPER.writerFor(REFUSALS).writeValueAsString(refusals);
    }

    /** @throws IllegalArgumentException when the text is no list of refusals, as one of a newer version may not be */
    static List<Refusal> readRefusals(String json) {
        try {
            return MAPPER.readValue(json, REFUSALS);
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /**
     * Whoever writes values has all of their components; the library takes those for null that somebody left out.
     *
     * @throws IllegalArgumentException when one is missing
     */
    static <T> T complete(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("a value is missing");
        }
        if (value instanceof Record) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                complete(member(component, value));
            }
        }
        return value;
    }

    private static @Nullable Object member(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("what travels is public", e);
        }
    }

    /** The library's words would repeat what was sent. */
    private static IllegalArgumentException malformed(JacksonException why) {
        return new IllegalArgumentException("not the JSON that was awaited: " + why.getOriginalMessage(), why);
    }
}
