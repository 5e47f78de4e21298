package io.smolotchi.release.activation;

/** How far the exchange of units and link has come. */
enum SwitchState {
    NOT_BEGUN,
    BEGUN,
    DONE
}
