package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ApplicationJson;
import io.smolotchi.release.systemd.UnitName;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The JSON form of an intent. A manager reads its own format and the previous one, and refuses a newer one by name. */
final class IntentJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().addModule(module()).build();

    private IntentJson() {}

    static final class NewerFormat extends RuntimeException {
        private final int format;

        NewerFormat(int format) {
            super("format " + format);
            this.format = format;
        }

        int format() {
            return format;
        }
    }

    static String write(Intent intent) {
        return MAPPER.writeValueAsString(intent);
    }

    static Intent read(String json) {
        JsonNode tree = MAPPER.readTree(json);
        int format = tree.path("format").asInt();
        if (format > Intent.FORMAT) {
            throw new NewerFormat(format);
        }
        return MAPPER.treeToValue(tree, Intent.class);
    }

    /** Settings have a form of their own, which the history records too. */
    private static SimpleModule module() {
        SimpleModule module = new SimpleModule();
        module.addSerializer(Application.class, new ValueSerializer<>() {
            @Override
            public void serialize(Application value, JsonGenerator generator, SerializationContext context) {
                generator.writeTree(JsonMapper.shared().readTree(ApplicationJson.write(value)));
            }
        });
        module.addDeserializer(Application.class, new ValueDeserializer<>() {
            @Override
            public Application deserialize(JsonParser parser, DeserializationContext context) {
                JsonNode tree = context.readTree(parser);
                return ApplicationJson.read(tree.toString());
            }
        });
        module.addKeyDeserializer(UnitName.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return UnitName.of(key);
            }
        });
        return module;
    }
}
