package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param timeout zero to queue the jobs and not to wait for them
     * @return the result of each job: done, failed, dependency, timeout (also when it was still going on after {@code timeout}, and goes on), canceled,
     *     skipped; or, where systemd refused to queue one, the name of its error: no-such-unit, unit-masked, bad-unit-setting and so on. That a job is
     *     done does not prove that the unit stays up
     * @throws ShuttingDownException while the machine is being shut down
     */
    Map<UnitName, String> start(Collection<UnitName> units, Duration timeout);

    /** Stops them in one go and waits for the jobs; units that are not loaded are done at once. */
    Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout);

    /**
     * Forgets failures and start counters, so that an earlier crash loop does not forbid the next start. Not loaded: nothing. Done before whatever is asked
     * next, and not waited for: that would be downtime. What keeps it from being done keeps the next from being done too, which says so.
     */
    void resetFailed(Collection<UnitName> units);

    /**
     * Enables by the {@code [Install]} sections on disk, offline and live alike. Units without one are left alone. What was enabled is pulled in by
     * its target after the next {@link #daemonReload()}.
     */
    void enable(Collection<UnitName> units);

    /** Removes the links to them, also to those whose file is gone. Units that do not exist: nothing. */
    void disable(Collection<UnitName> units);

    /** enabled, disabled, static, masked, linked, alias and so on; "" when there is no unit file. */
    String fileState(UnitName unit);

    /** Loaded units whose job would be pulled down with {@code unit} (RequiredBy, BoundBy, ConsistsOf) and that are active. */
    List<UnitName> activeDependents(UnitName unit);

    /** Whether processes are left in the unit's cgroup. */
    boolean hasProcesses(UnitName unit);

    /** Those of which it is so; asked in one round of calls where that is possible. */
    default Set<UnitName> withProcesses(Collection<UnitName> units) {
        return units.stream().filter(this::hasProcesses).collect(Collectors.toSet());
    }

    /** Whether the text of any of them is another one on disk than systemd has loaded. */
    default boolean needsReload(Collection<UnitName> units) {
        return states(units).values().stream().anyMatch(UnitState::needDaemonReload);
    }

    /**
     * Starts a service without a unit file and waits until its program runs.
     *
     * @throws ServiceManagerException also when the program can't be executed, and when there is such a service
     */
    void startTransient(TransientService service);

    /**
     * Starts a timer and the service that it starts, neither with a unit file. Both are gone once the timer was stopped and the service has ended.
     *
     * @throws ServiceManagerException also when there is one of that name
     */
    void startTransientTimer(TransientTimer timer);

    /** Returned as systemd names it: initializing, starting, running, degraded, maintenance, stopping; "offline" when it does not run. */
    String systemState();

    @Override
    void close();
}
