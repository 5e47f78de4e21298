package io.smolotchi.release.operation;

import io.smolotchi.release.catalog.Event;

/** Where a running operation says what it does. Safe for use by several threads. */
public interface Progress {

    /** Durable when it returns, unless the type says otherwise. */
    void event(Event.Type type, String step, String text, String json);

    default void event(Event.Type type, String step, String text) {
        event(type, step, text, "{}");
    }

    default void note(String text) {
        event(Event.Type.NOTE, "", text);
    }

    /** At most four a second are kept; the last one always is. {@code all} values of 0 mean unknown. */
    void amount(long filesDone, long filesAll, long bytesDone, long bytesAll);

    /** Whether the operator asked to stop; looked at between two pieces of work. */
    boolean cancelled();

    /** Says nothing to nobody. */
    static Progress none() {
        return new Progress() {
            @Override
            public void event(Event.Type type, String step, String text, String json) {}

            @Override
            public void amount(long filesDone, long filesAll, long bytesDone, long bytesAll) {}

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }
}
