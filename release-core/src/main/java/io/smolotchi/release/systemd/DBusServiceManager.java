package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.Variant;

/**
 * The systemd that runs, over the system bus. Connects at the first call, and again after the bus was restarted. Safe for use by several threads.
 */
public final class DBusServiceManager implements ServiceManager {

    /** Where sd_bus_open_system(3) looks. */
    public static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

    /** Before basic.target the bus accepts connections and says nothing. */
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    private static final Duration LIMIT = Duration.ofSeconds(25);

    /** Reads every unit file of the machine again: seconds on a slow card. */
    private static final Duration RELOAD_LIMIT = Duration.ofSeconds(90);

    private final SystemBus bus;
    private final JobRunner runner;

    /** While the machine goes down the bus may be gone before we are: then systemd is asked itself, as long as we are root. */
    public DBusServiceManager() {
        this(List.of(SYSTEM_BUS, SystemBus.PRIVATE), CONNECT_LIMIT);
    }

    /** @param address as in the D-Bus specification: {@code unix:path=/run/dbus/system_bus_socket} */
    public DBusServiceManager(String address) {
        this(address, CONNECT_LIMIT);
    }

    DBusServiceManager(String address, Duration connectLimit) {
        this(List.of(address), connectLimit);
    }

    private DBusServiceManager(List<String> addresses, Duration connectLimit) {
        Jobs jobs = new Jobs();
        bus = new SystemBus(addresses, jobs, connectLimit);
        runner = new JobRunner(bus, jobs, this::state);
    }

    /** For root, and a moment at which there is no bus: while the machine boots. */
    static DBusServiceManager withoutBus() {
        return new DBusServiceManager(List.of(SystemBus.PRIVATE), CONNECT_LIMIT);
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public UnitState state(UnitName unit) {
        return properties(unit).state(unit);
    }

    private UnitProperties properties(UnitName unit) {
        return read(ask(unit));
    }

    /** Everything is asked before the first answer is read: one turn of the bus for all of them. */
    @Override
    public Map<UnitName, UnitState> states(Collection<UnitName> units) {
        Map<UnitName, List<BusCall>> calls = new LinkedHashMap<>();
        units.forEach(unit -> calls.computeIfAbsent(unit, this::ask));
        Map<UnitName, UnitState> states = new LinkedHashMap<>();
        calls.forEach((unit, answers) -> states.put(unit, read(answers).state(unit)));
        return states;
    }

    private List<BusCall> ask(UnitName unit) {
        return Stream.of("org.freedesktop.systemd1.Unit", UnitPath.typeInterface(unit))
                .map(type -> bus.send(
                        "read the state of " + unit, UnitPath.of(unit), SystemBus.PROPERTIES, "GetAll", "s", type))
                .toList();
    }

    private static UnitProperties read(List<BusCall> answers) {
        UnitProperties properties = new UnitProperties();
        answers.forEach(answer -> properties.add(answer.value(LIMIT)));
        return properties;
    }

    /**
     * At its private socket systemd 252 may keep the answer to a reload back until it hears from us again (measured: one in eight, while jobs end). So it
     * is asked something else right away, which it reads once it has reloaded.
     */
    @Override
    public void daemonReload() {
        BusCall reload = bus.manage("reload systemd", "Reload", null);
        askForState().value(RELOAD_LIMIT);
        reload.await(RELOAD_LIMIT);
    }

    @Override
    public Map<UnitName, String> start(Collection<UnitName> units, Duration timeout) {
        return runner.run(JobRunner.Verb.START, units, timeout);
    }

    @Override
    public Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout) {
        return runner.run(JobRunner.Verb.STOP, units, timeout);
    }

    @Override
    public void resetFailed(Collection<UnitName> units) {
        // One connection is served in order.
        units.forEach(unit -> bus.manage("reset " + unit, "ResetFailedUnit", "s", unit.value()));
    }

    /** One call for each, so that a unit that is not there does not keep the others from their turn. */
    private static void awaitEach(List<BusCall> calls) {
        for (BusCall call : calls) {
            try {
                call.await(LIMIT);
            } catch (BusError e) {
                if (!e.isNoSuchUnit()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void enable(Collection<UnitName> units) {
        if (!units.isEmpty()) {
            bus.manage("enable " + units, "EnableUnitFiles", "asbb", names(units), false, false)
                    .await(LIMIT);
        }
    }

    @Override
    public void disable(Collection<UnitName> units) {
        awaitEach(units.stream()
                .map(unit -> bus.manage("disable " + unit, "DisableUnitFiles", "asb", List.of(unit.value()), false))
                .toList());
    }

    private static List<String> names(Collection<UnitName> units) {
        return units.stream().map(UnitName::value).toList();
    }

    @Override
    public String fileState(UnitName unit) {
        try {
            return String.valueOf(
                    bus.manage("read whether " + unit + " is enabled", "GetUnitFileState", "s", unit.value())
                            .value(LIMIT));
        } catch (BusError e) {
            if (e.isNoSuchFile() || e.isNoSuchUnit()) {
                return "";
            }
            throw e;
        }
    }

    @Override
    public List<UnitName> activeDependents(UnitName unit) {
        UnitProperties properties = properties(unit);
        Set<UnitName> dependents = new LinkedHashSet<>();
        List.of("RequiredBy", "BoundBy", "ConsistsOf").forEach(name -> dependents.addAll(properties.units(name)));
        return states(dependents).values().stream()
                .filter(state -> !state.isDown())
                .map(UnitState::name)
                .toList();
    }

    @Override
    public boolean hasProcesses(UnitName unit) {
        return hasProcesses(askForProcesses(unit));
    }

    @Override
    public Set<UnitName> withProcesses(Collection<UnitName> units) {
        Map<UnitName, BusCall> calls = new LinkedHashMap<>();
        units.forEach(unit -> calls.computeIfAbsent(unit, this::askForProcesses));
        Set<UnitName> with = new LinkedHashSet<>();
        calls.forEach((unit, call) -> {
            if (hasProcesses(call)) {
                with.add(unit);
            }
        });
        return with;
    }

    private BusCall askForProcesses(UnitName unit) {
        return bus.manage("list the processes of " + unit, "GetUnitProcesses", "s", unit.value());
    }

    private static boolean hasProcesses(BusCall call) {
        try {
            Object processes = call.value(LIMIT);
            return processes instanceof Collection<?> list ? !list.isEmpty() : ((Object[]) processes).length > 0;
        } catch (BusError e) {
            if (e.isNoSuchUnit()) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean needsReload(Collection<UnitName> units) {
        List<BusCall> calls = units.stream()
                .map(unit -> bus.send(
                        "read whether " + unit + " has to be loaded again",
                        UnitPath.of(unit),
                        SystemBus.PROPERTIES,
                        "Get",
                        "ss",
                        "org.freedesktop.systemd1.Unit",
                        "NeedDaemonReload"))
                .toList();
        // All answers are read, so that none is left for the next who asks.
        return calls.stream().map(call -> value(call.value(LIMIT))).toList().contains(true);
    }

    private static Object value(Object answer) {
        return answer instanceof Variant<?> variant ? variant.getValue() : answer;
    }

    @Override
    public void startTransient(TransientService service) {
        resetFailed(Set.of(service.name()));
        runner.startTransient(service, LIMIT);
    }

    @Override
    public void startTransientTimer(TransientTimer timer) {
        resetFailed(Set.of(timer.name(), timer.service().name()));
        runner.startTransient(timer, LIMIT);
    }

    @Override
    public String systemState() {
        return String.valueOf(value(askForState().value(LIMIT)));
    }

    private BusCall askForState() {
        return bus.send(
                "read the state of systemd",
                SystemBus.MANAGER_PATH,
                SystemBus.PROPERTIES,
                "Get",
                "ss",
                SystemBus.MANAGER,
                "SystemState");
    }

    @Override
    public void close() {
        bus.close();
    }
}
