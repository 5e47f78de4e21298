package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * systemd, as far as releases need it. Two implementations: over D-Bus where it runs, and offline for another root, where nothing is started.
 *
 * <p>Calls block until systemd answered. They throw {@link ServiceManagerException} when it can't be reached, does not answer in time, or says no.
 */
public interface ServiceManager extends AutoCloseable {

    /** Whether units can be started. When not, only enabling and disabling work, and every state is that of a unit that never ran. */
    boolean running();

    UnitState state(UnitName unit);

    /** States of all of them, in one round of calls. */
    Map<UnitName, UnitState> states(Collection<UnitName> units);

    void daemonReload();

    /**
     * Starts them in one go and waits for the jobs.
     *
     * @return the result of each job: done, failed, dependency, timeout, canceled, skipped; that a job is done does not prove that the unit stays up
     */
    Map<UnitName, String> start(Collection<UnitName> units, Duration timeout);

    /** Stops them in one go and waits for the jobs; units that are not loaded are done at once. */
    Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout);

    /** Forgets failures and start counters, so that an earlier crash loop does not forbid the next start. Not loaded: nothing. */
    void resetFailed(Collection<UnitName> units);

    /** Enables by the {@code [Install]} sections on disk, offline and live alike. Units without one are left alone. */
    void enable(Collection<UnitName> units);

    void disable(Collection<UnitName> units);

    /** enabled, disabled, static, masked, linked, alias and so on; "" when there is no unit file. */
    String fileState(UnitName unit);

    /** Loaded units whose job would be pulled down with {@code unit} (RequiredBy, BoundBy, ConsistsOf) and that are active. */
    List<UnitName> activeDependents(UnitName unit);

    /** Whether processes are left in the unit's cgroup. */
    boolean hasProcesses(UnitName unit);

    /** Starts a service without a unit file. */
    void startTransient(TransientService service);

    /** Returned as systemd names it: initializing, starting, running, degraded, maintenance, stopping; "offline" when it does not run. */
    String systemState();

    @Override
    void close();
}
