package io.smolotchi.release.catalog.jdbc;

import io.smolotchi.release.refusal.Refusal;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The refusals of an outcome as JSON. A class of its own, so that reads without any refusal don't load the JSON library. */
record RefusalsJson(List<Refusal> refusals) {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    static String write(List<Refusal> refusals) {
        return MAPPER.writeValueAsString(new RefusalsJson(refusals));
    }

    static List<Refusal> read(String json) {
        return MAPPER.readValue(json, RefusalsJson.class).refusals();
    }
}
