package io.smolotchi.release.store.disk;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Work that fails when the disk does. */
public interface OnDisk<T> {

    T run() throws IOException;

    /**
     * @param what completes "cannot ..."
     * @throws UncheckedIOException with the reason
     */
    static <T> T doing(String what, OnDisk<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot " + what + ": because " + Why.of(e), e);
        }
    }
}
