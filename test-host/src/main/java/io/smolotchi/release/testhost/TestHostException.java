package io.smolotchi.release.testhost;

/** A test host or a loop disk that did not do what it was asked for; the message holds what it printed. */
public final class TestHostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TestHostException(String message) {
        super(message);
    }

    TestHostException(String message, Throwable cause) {
        super(message, cause);
    }
}
