package io.smolotchi.release.state;

/** A database of the application can't be copied, checked or restored; the message says which and why, in words for people. */
public final class DatabaseTrouble extends RuntimeException {

    DatabaseTrouble(String message) {
        super(message);
    }

    DatabaseTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
