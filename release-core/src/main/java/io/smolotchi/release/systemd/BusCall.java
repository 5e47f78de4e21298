package io.smolotchi.release.systemd;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;

/** A call that was sent. */
final class BusCall {

    /** A connection that breaks while a call is queued never answers it, so the wait looks up from time to time. */
    private static final long SLICE_MILLIS = 500;

    private final String action;
    private final MethodCall call;
    private final BooleanSupplier connected;
    private final Consumer<String> answeredBy;

    /** @param answeredBy told the name on the bus of whoever answered; systemd has another one after it re-executed itself */
    BusCall(String action, MethodCall call, BooleanSupplier connected, Consumer<String> answeredBy) {
        this.action = action;
        this.call = call;
        this.connected = connected;
        this.answeredBy = answeredBy;
    }

    /**
     * Waits for the answer.
     *
     * @return the values that systemd returned
     * @throws BusError when systemd said no
     * @throws ServiceManagerException when there was no answer in time
     */
    Object[] await(Duration limit) {
        return values(reply(limit));
    }

    /** Waits for the only value of the answer. */
    Object value(Duration limit) {
        Object[] values = await(limit);
        if (values.length == 0) {
            throw new ServiceManagerException("cannot " + action + ": because systemd returned nothing");
        }
        return values[0];
    }

    private Message reply(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Message reply = call.getReply(1);
        while (reply == null) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new ServiceManagerException(
                        "cannot %s: because systemd did not answer within %d s".formatted(action, limit.toSeconds()));
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new ServiceManagerException("cannot " + action + ": because the wait was interrupted");
            }
            boolean open = connected.getAsBoolean();
            reply = call.getReply(open ? Math.min(left, SLICE_MILLIS) : 1);
            if (reply == null && !open) {
                throw new ServiceManagerException("cannot " + action + ": because the connection to the bus broke");
            }
        }
        if (reply instanceof Error error) {
            throw failure(error);
        }
        String source = reply.getSource();
        if (source != null) {
            answeredBy.accept(source);
        }
        return reply;
    }

    private ServiceManagerException failure(Error error) {
        Object[] values = values(error);
        String message = values.length == 0 ? "no message" : String.valueOf(values[0]);
        BusError failure = new BusError(action, String.valueOf(error.getName()), message);
        return failure.isShutdown()
                ? new ShuttingDownException(
                        "cannot " + action
                                + ": because a job that can't be cancelled is in the way; the machine is being shut down",
                        failure)
                : failure;
    }

    private Object[] values(Message message) {
        try {
            Object[] values = message.getParameters();
            return values == null ? new Object[0] : values;
        } catch (DBusException e) {
            throw new ServiceManagerException("cannot " + action + ": because the answer can't be read", e);
        }
    }
}
