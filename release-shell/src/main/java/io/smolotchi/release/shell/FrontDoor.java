package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;

/** The core, opened for a root. */
public interface FrontDoor extends AutoCloseable {

    Changes changes();

    Inquiries inquiries();

    @Override
    void close();

    /** Opens it, when a command first needs it. */
    interface Opener {

        /** @param foreground whether what is asked is carried out in this process also where systemd runs */
        FrontDoor open(HostRoot root, boolean foreground);
    }
}
