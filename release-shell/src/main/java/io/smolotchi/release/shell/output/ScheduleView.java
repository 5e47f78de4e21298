package io.smolotchi.release.shell.output;

import io.smolotchi.release.ScheduleStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** The timer that prunes. */
public record ScheduleView(ScheduleStatus schedule) implements View {

    @Override
    public void print(Page page) {
        Map<String, Cell> fields = new LinkedHashMap<>();
        fields.put(
                "schedule",
                Cell.of(schedule.calendar().map(c -> "enabled, " + c).orElse("disabled")));
        fields.put("next", Cell.of(When.full(schedule.next(), page.look())));
        fields.put("last", Cell.of(When.full(schedule.last(), page.look())));
        fields.put("last result", Cell.of(schedule.lastResult()));
        page.fields(fields);
    }

    @Override
    public Map<String, ?> json() {
        return Members.of("enabled", schedule.enabled())
                .and("calendar", schedule.calendar())
                .and("next", schedule.next())
                .and("last", schedule.last())
                .and("lastResult", schedule.lastResult())
                .map();
    }
}
