package io.smolotchi.release.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number of an operation: ascending in the order of asking, never reused. People write it {@code @17}. */
public record OperationId(long value) implements Comparable<OperationId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public OperationId {
        if (value <= 0) {
            throw new IllegalArgumentException("an operation's number is positive: " + value);
        }
    }

    /** Also its form in JSON. */
    @Override
    @JsonValue
    public long value() {
        return value;
    }

    @Override
    public int compareTo(OperationId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
