package io.smolotchi.release.shell.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Members of a JSON object, in the order in which they are added. */
public final class Members {

    private final Map<String, Object> members = new LinkedHashMap<>();

    public static Members of(String name, Object value) {
        return new Members().and(name, value);
    }

    public Members and(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public Members andAll(Map<String, ?> more) {
        members.putAll(more);
        return this;
    }

    public Map<String, Object> map() {
        return members;
    }

    public static <T> List<Map<String, Object>> each(List<T> elements, Function<T, Members> form) {
        return elements.stream().map(form).map(Members::map).toList();
    }
}
