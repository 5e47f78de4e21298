package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Watches what was just started until it is certain that it is well, or that it is not. */
public final class HealthWatch {

    /**
     * @param required units expected active; a oneshot may have ended well
     * @param optional units that are looked at and reported only
     * @param checks beyond the units
     * @param baseline taken before the start
     */
    public record Subject(List<UnitName> required, List<UnitName> optional, List<Probe> checks, Baseline baseline) {
        public Subject {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
            checks = List.copyOf(checks);
        }
    }

    private final ServiceManager services;
    private final Ticker ticker;

    public HealthWatch(ServiceManager services, Ticker ticker) {
        this.services = services;
        this.ticker = ticker;
    }

    /**
     * Blocks until there is a verdict.
     *
     * @param timing interval, deadline (the steady window must begin by then) and steady window
     * @param cancelled asked between two samples
     */
    public Verdict watch(
            Subject subject, Application.Health timing, BooleanSupplier cancelled, SampleListener listener) {
        if (!services.running() || cancelled.getAsBoolean()) {
            return new Verdict.Interrupted(Verdict.Interrupted.By.OPERATOR, List.of());
        }
        throw new UnsupportedOperationException("" + ticker + subject + timing + listener);
    }
}
