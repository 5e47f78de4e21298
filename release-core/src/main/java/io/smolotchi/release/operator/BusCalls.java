package io.smolotchi.release.operator;

import io.smolotchi.release.operator.BusLink.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusCallInfo;
import org.freedesktop.dbus.connections.AbstractConnection;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.UInt32;

/** The calls of a connection: who makes them, and for how long there was none. */
final class BusCalls implements ReleaseObject.Calls {

    private static final Target USER = new Target(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixUser");

    private static final Duration LIMIT = Duration.ofSeconds(25);

    /** ALLOW_INTERACTIVE_AUTHORIZATION of the D-Bus specification. */
    private static final int INTERACTIVE = 4;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DBusConnection bus;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicLong last = new AtomicLong(System.nanoTime());

    BusCalls(DBusConnection bus) {
        this.bus = bus;
    }

    /** The bus knows it, and never gives the name to another connection. */
    @Override
    public Peer peer() {
        String sender = info().map(DBusCallInfo::getSource).orElseThrow(BusCalls::notACall);
        Object uid = BusLink.call(bus, USER, LIMIT, "s", sender)[0];
        return new Peer(sender, ((UInt32) uid).longValue());
    }

    @Override
    public boolean mayAsk() {
        return info().filter(call -> (call.getFlags() & INTERACTIVE) != 0).isPresent();
    }

    private static Optional<DBusCallInfo> info() {
        return Optional.ofNullable(AbstractConnection.getCallInfo());
    }

    private static IllegalStateException notACall() {
        return new IllegalStateException("this is no call of the bus");
    }

    @Override
    public <T> T served(Supplier<T> work) {
        running.incrementAndGet();
        try {
            return work.get();
        } finally {
            last.set(System.nanoTime());
            running.decrementAndGet();
        }
    }

    /** Waits until there was no call for that long, the connection is gone, or the thread is interrupted. */
    void awaitQuiet(Duration quiet) {
        while (bus.isConnected() && !Thread.interrupted()) {
            long left = left(quiet, last.get());
            if (left <= 0) {
                return;
            }
            // Looks up once a second: a bus that was restarted knows this process no more.
            LockSupport.parkNanos(Math.min(left, LOOK.toNanos()));
        }
    }

    /** The same from now on, whatever interrupts the thread, but not for longer than {@code most}. */
    void awaitLast(Duration quiet, Duration most) {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < most.toNanos() && left(quiet, Math.max(begun, last.get())) > 0) {
            Thread.interrupted();
            LockSupport.parkNanos(quiet.toNanos() / 10);
        }
    }

    private long left(Duration quiet, long since) {
        return running.get() > 0 ? quiet.toNanos() : since + quiet.toNanos() - System.nanoTime();
    }
}
