package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;

/** The core, opened for a root. */
public interface FrontDoor extends AutoCloseable {

    Changes changes();

    Inquiries inquiries();

    /** Whether this process carries the request out itself, so that it must not end before the operation does. */
    boolean here(Request request);

    @Override
    void close();

    /** Opens it, when a command first needs it. */
    interface Opener {

        /** @param foreground whether what is asked is carried out in this process also where systemd runs */
        FrontDoor open(HostRoot root, boolean foreground);
    }
}
