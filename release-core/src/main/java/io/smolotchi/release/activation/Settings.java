package io.smolotchi.release.activation;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.ApplicationJson;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The settings that an activation renders with, as the history records them: what was in force, and which of it the options of {@code install-systemd}
 * had asked for, because those are carried forward.
 *
 * @param application with the overrides applied
 */
record Settings(Application application, Map<String, String> overrides) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    Settings {
        overrides = new TreeMap<>(overrides);
    }

    /** Those of a row; empty when the row recorded none. */
    static Optional<Settings> of(Activation row) {
        JsonNode tree = MAPPER.readTree(row.settings());
        if (!tree.has("application")) {
            return Optional.empty();
        }
        Map<String, String> overrides = new TreeMap<>();
        tree.path("overrides")
                .propertyStream()
                .forEach(entry -> overrides.put(entry.getKey(), entry.getValue().asString()));
        return Optional.of(
                new Settings(ApplicationJson.read(tree.path("application").toString()), overrides));
    }

    /** The host's settings now, with the overrides carried forward and those that are new. Of a working tree nothing is: it is asked for each time. */
    static Settings forward(Application host, Optional<Settings> present, Map<String, String> asked) {
        Map<String, String> overrides = new TreeMap<>();
        present.ifPresent(settings -> overrides.putAll(settings.overrides()));
        if (overrides.remove("project-dir") != null) {
            overrides.remove("layout");
        }
        overrides.putAll(asked);
        return new Settings(host.with(overrides), overrides);
    }

    String json() {
        ObjectNode tree = MAPPER.createObjectNode();
        tree.set("application", MAPPER.readTree(ApplicationJson.write(application)));
        tree.set("overrides", MAPPER.valueToTree(overrides));
        return MAPPER.writeValueAsString(tree);
    }

    /** What differs, "before -> after" by name. */
    Map<String, String> changesFrom(Settings before) {
        Map<String, String> old = flat(before.application);
        Map<String, String> changes = new TreeMap<>();
        flat(application).forEach((name, value) -> {
            String was = old.getOrDefault(name, "");
            if (!was.equals(value)) {
                changes.put(name, was + " -> " + value);
            }
        });
        return changes;
    }

    private static Map<String, String> flat(Application application) {
        Map<String, String> values = new TreeMap<>();
        flatten("", MAPPER.readTree(ApplicationJson.write(application)), values);
        return values;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.propertyStream()
                    .forEach(entry -> flatten(
                            name.isEmpty() ? entry.getKey() : name + "." + entry.getKey(), entry.getValue(), into));
        } else {
            into.put(name, node.isString() ? node.asString() : node.toString());
        }
    }
}
