package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The release could not be written: told apart from a source that could not be read. */
public final class WriteFailure extends UncheckedIOException {

    private final IOException failure;

    public WriteFailure(IOException cause) {
        super(cause);
        this.failure = cause;
    }

    public IOException failure() {
        return failure;
    }
}
