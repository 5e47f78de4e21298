package io.smolotchi.release.activation;

import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.boot.Safeguards;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.health.HealthWatch;
import io.smolotchi.release.health.Probes;
import io.smolotchi.release.state.StateGuard;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.systemd.HostAccounts;
import io.smolotchi.release.systemd.Journal;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import io.smolotchi.release.units.UnitInstallation;
import java.util.function.Function;

/** The parts of the machine that an activation acts on. */
public record Machine(
        ServiceManager systemd,
        CurrentLink link,
        Function<Intent, UnitInstallation> units,
        HostRoot root,
        HostAccounts accounts,
        Journal journal,
        HealthWatch watch,
        Function<Application, Probes> probes,
        Safeguards safeguards,
        StateGuard state) {

    /** Whether it is being shut down. */
    boolean stopping() {
        try {
            return systemd.running() && systemd.systemState().equals("stopping");
        } catch (ServiceManagerException unknown) {
            return false;
        }
    }
}
