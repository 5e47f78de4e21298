package io.smolotchi.release.systemd;

/** The machine is being shut down, so nothing can be started any more: what is going on has to wait for the next boot. */
public final class ShuttingDownException extends ServiceManagerException {

    public ShuttingDownException(String message, Throwable cause) {
        super(message, cause);
    }
}
