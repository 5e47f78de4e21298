package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.smolotchi.release.shell.output.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The descriptions in {@code docs/schema}, held to what the console really writes. They are open, so that a program that was written by one takes a newer
 * console's members; here they are closed, so that a member that is not described is found.
 */
final class Schemas {

    static final Path DIRECTORY = Path.of("../docs/schema/v" + Json.SCHEMA);

    /** Stands for wherever a reader keeps the files: they refer to each other by relative names. */
    private static final String PLACE = "https://example.org/schema/";

    /** Marks a schema whose members stand beside those of others. */
    private static final String OPEN = "open";

    private static final Map<String, String> TEXTS = closed();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(TEXTS));
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    private Schemas() {}

    /** The answer of any command, as it was printed. */
    static JsonNode check(String printed) {
        JsonNode document = JsonMapper.shared().readTree(printed);
        String command = document.path("command").asString();
        String name = command.isEmpty() ? "unknown" : command.replace(' ', '-');
        Schema schema =
                READ.computeIfAbsent(name, file -> REGISTRY.getSchema(SchemaLocation.of(PLACE + file + ".json")));
        assertThat(schema.validate(
                        document, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .as(() -> name + ".json against " + printed)
                .isEmpty();
        return document;
    }

    /** By name without the ending. */
    static Map<String, JsonNode> all() {
        Map<String, JsonNode> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            for (Path file : files.toList()) {
                all.put(
                        file.getFileName().toString().replaceFirst("\\.json$", ""),
                        JsonMapper.shared().readTree(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static Map<String, String> closed() {
        Map<String, String> texts = new TreeMap<>();
        all().forEach((name, schema) -> {
            close(schema);
            texts.put(PLACE + name + ".json", schema.toString());
        });
        return texts;
    }

    private static void close(JsonNode schema) {
        schema.forEach(Schemas::close);
        boolean members = schema instanceof ObjectNode
                && (schema.path("properties").isObject() && schema.path("type").isString());
        if (members && !schema.path("$comment").asString("").equals(OPEN)) {
            ((ObjectNode) schema).put("unevaluatedProperties", false);
        }
    }
}
