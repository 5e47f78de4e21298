package io.smolotchi.release.systemd;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.AbstractConnection;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.connections.impl.DirectConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.matchrules.DBusMatchRule;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.messages.constants.MessageTypes;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a message bus on which systemd answers, made when it is needed and made again after it broke. Calls are messages, not proxies: they
 * keep the names of errors, can be sent together before the first answer is read, and each has a time limit of its own.
 *
 * <p>systemd's private socket will do as well, for root: it is there when the bus is not yet, or no more. Signals are not received from it, so the end of
 * a job is noticed only when somebody looks.
 */
final class SystemBus implements AutoCloseable {

    /** Where systemd itself listens, for root alone. */
    static final String PRIVATE_SOCKET = "/run/systemd/private";

    static final String PRIVATE = "unix:path=" + PRIVATE_SOCKET;

    static final String DESTINATION = "org.freedesktop.systemd1";
    static final String MANAGER_PATH = "/org/freedesktop/systemd1";
    static final String MANAGER = "org.freedesktop.systemd1.Manager";
    static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    private static final Duration SUBSCRIBE_LIMIT = Duration.ofSeconds(25);

    /** For how long a bus that is not there is tried again: it may be restarting. */
    private static final int RETRY_MILLIS = 2_000;

    private final List<String> addresses;
    private final Jobs jobs;
    private final Duration connectLimit;
    private @Nullable AbstractConnection connection;
    private boolean closed;

    /** @param addresses tried in this order */
    SystemBus(List<String> addresses, Jobs jobs, Duration connectLimit) {
        this.addresses = List.copyOf(addresses);
        this.jobs = jobs;
        this.connectLimit = connectLimit;
    }

    /** Sends a call to the manager object. */
    BusCall manage(String action, String member, @Nullable String signature, Object... arguments) {
        return send(action, MANAGER_PATH, MANAGER, member, signature, arguments);
    }

    /**
     * Sends a call and does not wait.
     *
     * @param action for messages: "start x.service"
     */
    BusCall send(
            String action, String path, String type, String member, @Nullable String signature, Object... arguments) {
        return send(connected(), action, path, type, member, signature, arguments);
    }

    private BusCall send(
            AbstractConnection bus,
            String action,
            String path,
            String type,
            String member,
            @Nullable String signature,
            Object... arguments) {
        try {
            MethodCall call = bus.getMessageFactory()
                    .createMethodCall(null, DESTINATION, path, type, member, (byte) 0, signature, arguments);
            bus.sendMessage(call);
            return new BusCall(action, call, bus::isConnected, jobs::trust);
        } catch (DBusException | DBusExecutionException e) {
            throw new ServiceManagerException("cannot " + action + ": because the call can't be sent", e);
        }
    }

    private synchronized AbstractConnection connected() {
        if (closed) {
            throw new ServiceManagerException("cannot ask systemd: because this connection was closed");
        }
        AbstractConnection current = connection;
        if (current != null && current.isConnected()) {
            return current;
        }
        AbstractConnection fresh = connectToFirst();
        connection = fresh;
        return fresh;
    }

    private AbstractConnection connectToFirst() {
        ServiceManagerException failure = null;
        for (String address : addresses) {
            try {
                return subscribed(connect(address));
            } catch (ServiceManagerException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null
                ? new ServiceManagerException("cannot reach systemd: because no address is known")
                : failure;
    }

    private AbstractConnection subscribed(AbstractConnection fresh) {
        if (!(fresh instanceof DBusConnection bus)) {
            return fresh;
        }
        try {
            bus.addGenericSigHandler(jobRemoved(), this::handle);
            send(bus, "subscribe to signals", MANAGER_PATH, MANAGER, "Subscribe", null)
                    .await(SUBSCRIBE_LIMIT);
            return bus;
        } catch (DBusException | DBusExecutionException e) {
            bus.disconnect();
            throw new ServiceManagerException("cannot subscribe to the signals of systemd", e);
        } catch (ServiceManagerException e) {
            bus.disconnect();
            throw e;
        }
    }

    private AbstractConnection connect(String address) {
        FutureTask<AbstractConnection> connecting = new FutureTask<>(() -> build(address));
        Thread.ofPlatform().daemon().name("system-bus-connect").start(connecting);
        try {
            return connecting.get(connectLimit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ServiceManagerException(
                    "cannot reach systemd: because the bus at %s can't be connected to: %s"
                            .formatted(address, cause.getMessage()),
                    cause);
        } catch (TimeoutException e) {
            connecting.cancel(true);
            throw new ServiceManagerException(
                    "cannot reach systemd: because the bus at %s did not answer within %d ms"
                            .formatted(address, connectLimit.toMillis()),
                    e);
        } catch (InterruptedException e) {
            connecting.cancel(true);
            Thread.currentThread().interrupt();
            throw new ServiceManagerException("cannot reach systemd: because the wait was interrupted", e);
        }
    }

    private static AbstractConnection build(String address) throws DBusException {
        if (address.endsWith(PRIVATE_SOCKET)) {
            return DirectConnectionBuilder.forAddress(address)
                    .transportConfig()
                    .withTimeout(RETRY_MILLIS)
                    .back()
                    .build();
        }
        return DBusConnectionBuilder.forAddress(address)
                .withShared(false)
                .transportConfig()
                .withTimeout(RETRY_MILLIS)
                .back()
                .build();
    }

    private static DBusMatchRule jobRemoved() {
        return DBusMatchRuleBuilder.create()
                .withType(MessageTypes.SIGNAL)
                .withPath(MANAGER_PATH)
                .withInterface(MANAGER)
                .withMember("JobRemoved")
                .build();
    }

    /** Runs on the library's only signal thread, which must not wait for anything. */
    private void handle(DBusSignal signal) {
        try {
            Object[] values = signal.getParameters();
            String sender = signal.getSource();
            jobs.removed(sender == null ? "" : sender, String.valueOf(values[1]), String.valueOf(values[3]));
        } catch (DBusException _) {
            // A signal that can't be read is one that did not come: whoever waits looks after the job itself.
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            try {
                connection.close();
            } catch (IOException _) {
                // Nothing is pending on it.
            }
            connection = null;
        }
    }
}
