package io.smolotchi.release.boot;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.units.OwnUnits;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that ends an activation without its manager. There is nothing where no systemd runs for this root, and where it is not known how the console is
 * started.
 */
public final class Safeguards {

    private static final Logger LOG = LoggerFactory.getLogger(Safeguards.class);

    private final ServiceManager systemd;
    private final RecoveryCommand recovery;
    private final BootUnits units;
    private final Backstop backstop;
    private final Hold hold;

    public Safeguards(HostRoot root, ServiceManager systemd, RecoveryCommand recovery) {
        this.systemd = systemd;
        this.recovery = recovery;
        this.units = new BootUnits(new OwnUnits(root), recovery);
        this.backstop = new Backstop(systemd, recovery);
        this.hold = new Hold(root);
    }

    public Hold hold() {
        return hold;
    }

    /** Durable when it returns: from here on a power cut in the middle is recovered from by the boot. */
    public void install(Application application) {
        // Now, and not with the activation's own units: a reload is half a second, which would be one of downtime.
        if (possible() && units.install(application)) {
            systemd.daemonReload();
        }
    }

    /** The units at boot that are there, as paths on the machine. */
    public List<String> installed(Application application) {
        return units.installed(application);
    }

    /** Takes them away: nothing of the application is left that a boot could recover. */
    public void remove(Application application) {
        if (units.remove(application) && systemd.running()) {
            systemd.daemonReload();
        }
    }

    /**
     * @param id of the activation
     * @param note told when it can't be armed, which is no reason not to go on
     */
    public void arm(String id, Consumer<String> note) {
        if (!possible()) {
            return;
        }
        try {
            backstop.arm(id);
        } catch (ServiceManagerException e) {
            LOG.warn("cannot arm the timer that recovers {}", id, e);
            note.accept("no timer watches over this activation: " + e.getMessage());
        }
    }

    /** Of an activation that has ended, or that needs a hand. */
    public void disarm(String id) {
        if (!possible()) {
            return;
        }
        try {
            backstop.disarm(id);
        } catch (ServiceManagerException e) {
            // It finds nothing to do.
            LOG.warn("cannot stop the timer that recovers {}", id, e);
        }
    }

    private boolean possible() {
        return systemd.running() && recovery.possible();
    }
}
