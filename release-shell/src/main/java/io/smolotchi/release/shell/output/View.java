package io.smolotchi.release.shell.output;

import java.util.List;
import java.util.Map;

/** A result, ready to be shown either way. */
public interface View {

    void print(Page page);

    /** Values of JSON (maps, lists, text, numbers, booleans, {@link Json.Raw}) without the envelope, in the order in which they are written. */
    Map<String, ?> json();

    /** For {@code --quiet}: lines for scripts; the default is what people see. */
    default void brief(Page page) {
        print(page);
    }

    /** Optional lines about what to do next; shown on standard error. */
    default List<String> hints() {
        return List.of();
    }

    /** A view that has nothing to show. */
    static View nothing() {
        return new View() {
            @Override
            public void print(Page page) {}

            @Override
            public Map<String, ?> json() {
                return Map.of();
            }
        };
    }
}
