package io.smolotchi.release.operator;

import io.smolotchi.release.operator.BusLink.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

    /** Waits until there was no call for that long, or the connection is gone. */
    void awaitQuiet(Duration quiet) throws InterruptedException {
        while (bus.isConnected()) {
            long left = running.get() > 0 ? quiet.toNanos() : last.get() + quiet.toNanos() - System.nanoTime();
            if (left <= 0) {
                return;
            }
            // Looks up once a second: a bus that was restarted knows this process no more.
            TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }
}
