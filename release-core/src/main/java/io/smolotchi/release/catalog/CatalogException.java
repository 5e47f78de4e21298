package io.smolotchi.release.catalog;

/** The catalog could not be read or written: disk full, damaged, locked for too long. A fault of the machine, never of a release. */
public final class CatalogException extends RuntimeException {

    public CatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
