package io.smolotchi.release.plan;

import io.smolotchi.release.refusal.FormatNumber;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of a plan: keys in alphabetical order, so that equal plans have equal text. Versions, digests and numbers of operations are plain values. */
public final class PlanJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private PlanJson() {}

    public static String write(Plan plan) {
        return MAPPER.writeValueAsString(plan);
    }

    /**
     * @throws io.smolotchi.release.refusal.Refused FORMAT_NEWER
     * @throws IllegalArgumentException when the text does not say of which format it is
     */
    public static <P extends Plan> P read(String json, Class<P> type) {
        JsonNode tree = MAPPER.readTree(json);
        FormatNumber.require("the plan", tree.path("format").asInt(0), newest(type));
        return MAPPER.treeToValue(tree, type);
    }

    private static int newest(Class<? extends Plan> type) {
        if (type == ActivationPlan.class) {
            return ActivationPlan.FORMAT;
        }
        if (type == PrunePlan.class) {
            return PrunePlan.FORMAT;
        }
        return type == StagePlan.class ? StagePlan.FORMAT : SmallPlan.FORMAT;
    }
}
