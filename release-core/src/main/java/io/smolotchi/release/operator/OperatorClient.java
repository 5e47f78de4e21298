package io.smolotchi.release.operator;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.operator.BusLink.Target;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** The front door of this machine for whoever may neither read nor change it: everything goes through the operator, which the bus starts when it is needed. */
public final class OperatorClient implements AutoCloseable {

    /** Where sd_bus_open_system(3) looks. */
    public static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

    /** A process that serves others says so, and reaches the operator; without it, the machine itself. */
    public static final String VARIABLE = "SMOLOTCHI_RELEASE_OPERATOR";

    /** For every byte of every release on a slow card. That the operator went away is heard at once. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    /** The bus keeps 128 calls of one connection; the others wait here. */
    private static final int AT_A_TIME = 16;

    private final BusLink bus;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);

    private OperatorClient(BusLink bus) {
        this.bus = bus;
    }

    /** Connects when it is first asked. */
    public static OperatorClient open(String address) {
        return new OperatorClient(new BusLink(address));
    }

    public Changes changes() {
        return new RemoteChanges(this);
    }

    public Inquiries inquiries() {
        return RemoteInquiries.over(this);
    }

    /** @throws RuntimeException as it was thrown there; {@link io.smolotchi.release.refusal.Refused} OPERATOR_AWAY when there is nobody */
    Object call(String member, String signature, Object... values) {
        try {
            return answer(member, signature, values);
        } catch (BusFailure failure) {
            throw Answered.thrown(failure);
        }
    }

    /** The same once more when it went away: it ends when it is idle, and what only reads may be asked twice. */
    Object read(String member, String signature, Object... values) {
        try {
            return answer(member, signature, values);
        } catch (BusFailure failure) {
            if (failure.isGoneAway()) {
                return call(member, signature, values);
            }
            throw Answered.thrown(failure);
        }
    }

    private Object answer(String member, String signature, Object... values) {
        places.acquireUninterruptibly();
        try {
            Target target = new Target(ReleaseBus.NAME, ReleaseBus.PATH, ReleaseBus.NAME, member);
            return bus.call(target, LIMIT, signature, values)[0];
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        bus.close();
    }
}
