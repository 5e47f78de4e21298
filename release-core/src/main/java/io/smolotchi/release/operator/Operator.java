package io.smolotchi.release.operator;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the front door on the bus until nobody has called for a while. The bus starts it again with the next call.
 *
 * @param address as in the D-Bus specification
 * @param idle after how long without a call it ends
 * @param accounts as in passwd(5)
 */
public record Operator(String address, Duration idle, Path accounts) {

    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);

    /** Calls that the bus sent before it heard that the name is free again. */
    private static final Duration LAST_CALLS = Duration.ofMillis(200);

    /** Less than systemd waits before it kills. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    /** More than one caller may have under way. */
    private static final int THREADS = 24;

    /**
     * Returns when it was idle or interrupted, or the bus is gone; what was asked until then has been answered.
     *
     * @param changes from afar
     * @throws Refused OPERATOR_AWAY, when the bus can't be reached, or does not give the name
     */
    public void serve(Changes changes, Inquiries inquiries) {
        try (DBusConnection bus = BusLink.connect(address, THREADS)) {
            Logins logins = new Logins(accounts);
            Authority polkit = new Polkit(bus, uid -> Doorkeeper.isWeb(logins, uid));
            BusCalls calls = new BusCalls(bus);
            bus.exportObject(new ReleaseObject(
                    changes, inquiries, new Doorkeeper(new Remembered(polkit, System::nanoTime), logins), calls));
            bus.requestBusName(ReleaseBus.NAME);
            calls.awaitQuiet(idle);
            if (bus.isConnected()) {
                release(bus);
                calls.awaitLast(LAST_CALLS, LONGEST_CALL);
            }
        } catch (DBusException | IOException e) {
            throw new Refused(
                    Code.OPERATOR_AWAY,
                    "cannot serve on the bus at " + address + ": because " + e.getMessage(),
                    "systemctl status dbus.service");
        }
    }

    /**
     * systemd takes that for the end, and tells the process to end as well, maybe before the bus has answered. Then the name is free, or is when the
     * connection is closed: nothing that would be an error.
     */
    private static void release(DBusConnection bus) {
        try {
            bus.releaseBusName(ReleaseBus.NAME);
        } catch (DBusException | RuntimeException e) {
            LOG.debug("the name was not given back", e);
        }
    }
}
