package io.smolotchi.release.activation.steps;

/** The machine is going down: the activation stays open, and the recovery after the boot decides. */
public final class ShutdownInTheMiddle extends RuntimeException {

    public ShutdownInTheMiddle() {
        super("the machine is shutting down");
    }
}
