package io.smolotchi.release.systemd;

/** systemd could not be reached, did not answer in time, or refused. A fault of the host, never of a release. */
public class ServiceManagerException extends RuntimeException {

    public ServiceManagerException(String message) {
        super(message);
    }

    public ServiceManagerException(String message, Throwable cause) {
        super(message, cause);
    }
}
