package io.smolotchi.release.catalog;

/** The number of an operation: ascending in the order of asking, never reused. People write it {@code @17}. */
public record OperationId(long value) implements Comparable<OperationId> {

    public OperationId {
        if (value <= 0) {
            throw new IllegalArgumentException("an operation's number is positive: " + value);
        }
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
