package io.smolotchi.release.catalog;

/** An event before the catalog numbered it. */
public record NewEvent(OperationId operation, Event.Type type, String step, String text, String data) {

    public static NewEvent of(OperationId operation, Event.Type type, String step, String text) {
        return new NewEvent(operation, type, step, text, "{}");
    }
}
