package io.smolotchi.release.store;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The release could not be written: told apart from a source that could not be read. */
final class WriteFailure extends UncheckedIOException {

    private final IOException failure;

    WriteFailure(IOException cause) {
        super(cause);
        this.failure = cause;
    }

    IOException failure() {
        return failure;
    }
}
