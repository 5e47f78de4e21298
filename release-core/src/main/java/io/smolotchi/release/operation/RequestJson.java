package io.smolotchi.release.operation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.smolotchi.release.refusal.FormatNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON form of a request: {@code {"format":1,"verb":"Activate","version":"1.4.2",...}}. */
public final class RequestJson {

    static final int FORMAT = 1;

    private static final String NUMBER = "format";

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "verb")
    private interface WithVerb {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Request.class, WithVerb.class)
            .addMixIn(Source.class, WithVerb.class)
            .build();

    private RequestJson() {}

    public static String write(Request request) {
        ObjectNode tree = MAPPER.createObjectNode().put(NUMBER, FORMAT);
        JsonNode members = MAPPER.readTree(MAPPER.writerFor(Request.class).writeValueAsString(request));
        members.propertyStream().forEach(member -> tree.set(member.getKey(), member.getValue()));
        return MAPPER.writeValueAsString(tree);
    }

    /**
     * @throws io.smolotchi.release.refusal.Refused FORMAT_NEWER
     * @throws IllegalArgumentException when the text does not say of which format it is
     */
    public static Request read(String json) {
        JsonNode tree = MAPPER.readTree(json);
        FormatNumber.require("the request", tree.path(NUMBER).asInt(0), FORMAT);
        return MAPPER.treeToValue(tree, Request.class);
    }
}
