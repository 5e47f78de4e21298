package io.smolotchi.release.shell;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import java.time.Duration;

/** The core, opened for a root. */
public interface FrontDoor extends AutoCloseable {

    Changes changes();

    Inquiries inquiries();

    /**
     * Has others on this machine come in by the system bus, as from afar. Returns when none has called for that long, or the thread is interrupted.
     *
     * @throws io.smolotchi.release.refusal.Refused OPERATOR_AWAY, when the bus can't be served
     */
    void serve(Duration idle);

    @Override
    void close();

    /** Opens it, when a command first needs it. */
    interface Opener {

        /** @param foreground whether what is asked is carried out in this process also where systemd runs */
        FrontDoor open(HostRoot root, boolean foreground);
    }
}
