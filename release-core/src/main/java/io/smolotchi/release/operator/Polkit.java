package io.smolotchi.release.operator;

import io.smolotchi.release.operator.BusLink.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.LongPredicate;
import org.freedesktop.dbus.Container;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks polkit about the sender of a message. Where there is no polkit, root and the web's user alone may do anything; where there is one that does not
 * answer, root alone.
 */
final class Polkit implements Authority {

    private static final Logger LOG = LoggerFactory.getLogger(Polkit.class);

    private static final Target CHECK = new Target(
            "org.freedesktop.PolicyKit1",
            "/org/freedesktop/PolicyKit1/Authority",
            "org.freedesktop.PolicyKit1.Authority",
            "CheckAuthorization");

    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** For somebody to type a password. */
    private static final Duration PERSON_LIMIT = Duration.ofMinutes(2);
    /** Each keeps one of the threads that serve everybody. */
    private static final int PERSONS_AT_A_TIME = 2;

    private static final UInt32 NOBODY_IS_ASKED = new UInt32(0);
    private static final UInt32 SOMEBODY_MAY_BE_ASKED = new UInt32(1);

    private final DBusConnection bus;
    private final LongPredicate web;
    private final Semaphore persons = new Semaphore(PERSONS_AT_A_TIME);

    /** @param web whether that is the uid of the web's user */
    Polkit(DBusConnection bus, LongPredicate web) {
        this.bus = bus;
        this.web = web;
    }

    @Override
    public boolean allows(Peer peer, Permission permission, boolean mayAsk) {
        if (peer.isRoot()) {
            return true;
        }
        boolean person = mayAsk && persons.tryAcquire();
        try {
            return asked(peer, permission, person);
        } catch (BusFailure failure) {
            if (failure.isNobodyThere()) {
                return web.test(peer.uid());
            }
            LOG.warn("polkit can't be asked whether uid {} may {}: {}", peer.uid(), permission.word(), failure.words());
            return false;
        } finally {
            if (person) {
                persons.release();
            }
        }
    }

    private boolean asked(Peer peer, Permission permission, boolean person) {
        Object[] subject = {"system-bus-name", Map.of("name", new Variant<>(peer.name()))};
        Object answer = BusLink.call(
                bus,
                CHECK,
                person ? PERSON_LIMIT : LIMIT,
                "(sa{sv})sa{ss}us",
                subject,
                permission.action(),
                Map.of(),
                person ? SOMEBODY_MAY_BE_ASKED : NOBODY_IS_ASKED,
                "")[0];
        return Boolean.TRUE.equals(first(answer));
    }

    /** Of a structure, whose first member is whether he is authorized. */
    private static Object first(Object structure) {
        return switch (structure) {
            case Object[] members -> members[0];
            case List<?> members -> members.getFirst();
            case Container members -> members.getParameters()[0];
            default -> structure;
        };
    }
}
