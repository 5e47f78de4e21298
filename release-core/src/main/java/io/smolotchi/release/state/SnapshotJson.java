package io.smolotchi.release.state;

import io.smolotchi.release.refusal.FormatNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of what is known of a snapshot, as it lies beside the copies. */
final class SnapshotJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SnapshotJson() {}

    static String write(Snapshot snapshot) {
        return MAPPER.writeValueAsString(snapshot);
    }

    /** @throws io.smolotchi.release.refusal.Refused FORMAT_NEWER */
    static Snapshot read(String json) {
        JsonNode tree = MAPPER.readTree(json);
        FormatNumber.require("a snapshot", tree.path("format").asInt(0), Snapshot.FORMAT);
        return MAPPER.treeToValue(tree, Snapshot.class);
    }
}
