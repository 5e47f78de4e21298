package io.smolotchi.release.catalog;

/** Where an operation was asked for. */
public enum Origin {
    CONSOLE,
    WEB,
    TIMER,
    RECOVERY
}
