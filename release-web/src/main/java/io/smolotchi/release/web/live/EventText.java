package io.smolotchi.release.web.live;

import io.smolotchi.release.catalog.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An event in the form of the stream: its number as {@code id}, the rest as one line of JSON. */
final class EventText {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EventText() {}

    static void append(StringBuilder text, Event event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", event.type().name());
        fields.put("at", event.at().toString());
        fields.put("step", event.step());
        fields.put("text", event.text());
        // JSON escapes every line break, so what an event says can't begin a field of the stream
        text.append("id: ")
                .append(event.id())
                .append("\ndata: ")
                .append(MAPPER.writeValueAsString(fields))
                .append("\n\n");
    }
}
