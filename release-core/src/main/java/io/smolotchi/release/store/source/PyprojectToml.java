package io.smolotchi.release.store.source;

import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** The version in {@code pyproject.toml}, of the project (PEP 621) or of Poetry. */
final class PyprojectToml {

    static final String NAME = "pyproject.toml";

    private static final TomlMapper MAPPER = new TomlMapper();

    private PyprojectToml() {}

    /** Empty when it names none, or is not TOML: it is the build's file, not ours to judge. */
    static Optional<String> version(byte[] content) {
        try {
            JsonNode top = MAPPER.readTree(content);
            return Stream.of(top.path("project"), top.path("tool").path("poetry"))
                    .map(table -> table.path("version"))
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .findFirst();
        } catch (JacksonException notToml) {
            return Optional.empty();
        }
    }
}
