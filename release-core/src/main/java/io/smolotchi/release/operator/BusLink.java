package io.smolotchi.release.operator;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the message bus, made at the first call and again after it broke. Calls are messages, not proxies: they keep the names of errors, and a
 * service that is not there is started by the bus.
 */
final class BusLink implements AutoCloseable {

    /** A connection that breaks while a call is queued never answers it, so the wait looks up from time to time. */
    private static final long SLICE_MILLIS = 500;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final int RETRY_MILLIS = 2_000;

    /** By which the library tells that it could not send. */
    private static final String DISCONNECTED = "org.freedesktop.DBus.Error.Disconnected";

    private final String address;
    private @Nullable DBusConnection connection;
    private boolean closed;

    BusLink(String address) {
        this.address = address;
    }

    /** For a service, which keeps it as long as it serves. */
    static DBusConnection connect(String address, int threads) throws DBusException {
        return DBusConnectionBuilder.forAddress(address)
                .withShared(false)
                .transportConfig()
                .withTimeout(RETRY_MILLIS)
                .back()
                .receivingThreadConfig()
                .withMethodCallThreadCount(threads)
                .connectionConfig()
                .build();
    }

    /** Whom and what, without the values. */
    record Target(String destination, String path, String type, String member) {}

    /**
     * Calls and waits.
     *
     * @return the values of the answer
     * @throws BusFailure when there is none, or it is an error
     */
    Object[] call(Target target, Duration limit, String signature, Object... values) {
        return call(connected(), target, limit, signature, values);
    }

    static Object[] call(DBusConnection bus, Target target, Duration limit, String signature, Object... values) {
        try {
            MethodCall call = bus.getMessageFactory()
                    .createMethodCall(
                            null,
                            target.destination(),
                            target.path(),
                            target.type(),
                            target.member(),
                            (byte) 0,
                            signature,
                            values);
            bus.sendMessage(call);
            return values(reply(bus, call, limit));
        } catch (DBusException | DBusExecutionException e) {
            throw new BusFailure(DISCONNECTED, String.valueOf(e.getMessage()));
        }
    }

    private static Message reply(DBusConnection bus, MethodCall call, Duration limit) throws DBusException {
        long end = System.nanoTime() + limit.toNanos();
        Message reply = call.getReply(1);
        while (reply == null) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new BusFailure(
                        "org.freedesktop.DBus.Error.Timeout", "no answer within " + limit.toSeconds() + " s");
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new BusFailure(DISCONNECTED, "the wait was interrupted");
            }
            boolean open = bus.isConnected();
            reply = call.getReply(open ? Math.min(left, SLICE_MILLIS) : 1);
            if (reply == null && !open) {
                throw new BusFailure("org.freedesktop.DBus.Error.NoReply", "the connection to the bus broke");
            }
        }
        if (reply instanceof Error error) {
            Object[] values = values(error);
            throw new BusFailure(
                    String.valueOf(error.getName()), values.length == 0 ? "no message" : String.valueOf(values[0]));
        }
        return reply;
    }

    private static Object[] values(Message message) throws DBusException {
        Object[] values = message.getParameters();
        return values == null ? new Object[0] : values;
    }

    private synchronized DBusConnection connected() {
        if (closed) {
            throw new BusFailure(DISCONNECTED, "this connection was closed");
        }
        DBusConnection current = connection;
        if (current != null && current.isConnected()) {
            return current;
        }
        DBusConnection fresh = connectInTime();
        connection = fresh;
        return fresh;
    }

    /** Before basic.target the bus accepts connections and says nothing. */
    private DBusConnection connectInTime() {
        FutureTask<DBusConnection> connecting = new FutureTask<>(() -> connect(address, 1));
        Thread.ofPlatform().daemon().name("operator-connect").start(connecting);
        try {
            return connecting.get(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BusFailure(DISCONNECTED, "the bus can't be connected to: " + e.getCause());
        } catch (TimeoutException e) {
            connecting.cancel(true);
            throw new BusFailure(DISCONNECTED, "the bus did not answer within " + CONNECT_LIMIT.toSeconds() + " s");
        } catch (InterruptedException e) {
            connecting.cancel(true);
            Thread.currentThread().interrupt();
            throw new BusFailure(DISCONNECTED, "the wait was interrupted");
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (connection != null) {
            connection.disconnect();
            connection = null;
        }
    }
}
