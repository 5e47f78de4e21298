package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.UnitName;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Watches what was just started until it is certain that it is well, or that it is not. Everything required must be green in every sample
 * through its steady window, which has to begin before its deadline, and all of it at the same time. The window of the units lasts at least twice the
 * longest {@code RestartSec=} and a second, so that no crash loop fits between two looks.
 */
public final class HealthWatch {

    /**
     * @param required units expected active; a oneshot may have ended well
     * @param optional units that are looked at and reported only
     * @param probes beyond the units, each with limits of its own
     * @param baseline taken before the start
     */
    public record Subject(List<UnitName> required, List<UnitName> optional, List<Probe> probes, Baseline baseline) {
        public Subject {
            required = List.copyOf(required);
            optional = List.copyOf(optional);
            probes = List.copyOf(probes);
        }
    }

    private final ServiceManager services;
    private final Ticker ticker;

    public HealthWatch(ServiceManager services, Ticker ticker) {
        this.services = services;
        this.ticker = ticker;
    }

    /**
     * Blocks until there is a verdict: at most the longest deadline and window, and one round of probes.
     *
     * @param timing interval between samples, deadline by which the steady window must have begun, its length: for the units, and for
     *     probes that have no limits of their own
     * @param cancelled asked before every sample
     */
    public Verdict watch(
            Subject subject, Application.Health timing, BooleanSupplier cancelled, SampleListener listener) {
        return new Watching(services, ticker, subject, timing, listener).run(cancelled);
    }
}
