package io.smolotchi.release.operation;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a request: {@code {"verb":"Activate",...}}. */
public final class RequestJson {

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "verb")
    private interface WithVerb {}

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(Request.class, WithVerb.class)
            .addMixIn(Source.class, WithVerb.class)
            .build();

    private RequestJson() {}

    public static String write(Request request) {
        return MAPPER.writerFor(Request.class).writeValueAsString(request);
    }

    public static Request read(String json) {
        return MAPPER.readValue(json, Request.class);
    }
}
