package io.smolotchi.release.activation;

/** Where an activation is going. Once it is {@link #UNDO} it never goes forward again. */
enum Direction {
    FORWARD,
    UNDO,
    /** The undo failed: nothing happens by itself any more. */
    STRANDED
}
