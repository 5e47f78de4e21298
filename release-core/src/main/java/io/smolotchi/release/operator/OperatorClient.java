package io.smolotchi.release.operator;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.operator.BusLink.Target;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The front door of this machine for whoever may neither read nor change it: everything goes through the operator, which the bus starts when it is needed. */
public final class OperatorClient implements AutoCloseable {

    /** Where sd_bus_open_system(3) looks. */
    public static final String SYSTEM_BUS = "unix:path=/run/dbus/system_bus_socket";

    /** A process that serves others says so, and reaches the operator; without it, the machine itself. */
    public static final String VARIABLE = "SMOLOTCHI_RELEASE_OPERATOR";

    /** That the operator went away is heard at once. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** For every byte of every release on a slow card. */
    private static final Duration LONG_LIMIT = Duration.ofMinutes(30);

    /** Reads that look at everything there is. */
    private static final Set<String> LONG_READS = Set.of("verify", "diagnosis", "bytesAlone", "catalog");

    private static final Duration PLACE_LIMIT = Duration.ofSeconds(30);

    /** The bus gives up a service that has not started after 25 seconds; it starts on, and the next call finds it. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration START_PAUSE = Duration.ofMillis(200);

    /** The bus keeps 128 calls of one connection; the others wait here. */
    private static final int AT_A_TIME = 16;

    private final BusLink bus;
    private final Semaphore places = new Semaphore(AT_A_TIME, true);

    private final Duration placeLimit;

    private OperatorClient(BusLink bus, Duration placeLimit) {
        this.bus = bus;
        this.placeLimit = placeLimit;
    }

    /** Connects when it is first asked. */
    public static OperatorClient open(String address) {
        return open(address, PLACE_LIMIT);
    }

    /** @param placeLimit how long a call waits for others that are not answered */
    static OperatorClient open(String address, Duration placeLimit) {
        return new OperatorClient(new BusLink(address), placeLimit);
    }

    public Changes changes() {
        return new RemoteChanges(this);
    }

    public Inquiries inquiries() {
        return RemoteInquiries.over(this);
    }

    /** @throws RuntimeException as it was thrown there; {@link Refused} OPERATOR_AWAY when there is nobody */
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
        enter();
        try {
            return delivered(member, signature, values);
        } finally {
            places.release();
        }
    }

    private void enter() {
        try {
            if (places.tryAcquire(placeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away("the wait was interrupted");
        }
        throw away(AT_A_TIME + " calls wait for it, and none was answered within " + placeLimit.toSeconds() + " s");
    }

    private static Refused away(String why) {
        return new Refused(
                Code.OPERATOR_AWAY,
                "cannot ask the operator of root: because " + why,
                "systemctl status smolotchi-release-operator.service");
    }

    /** Again while it starts: what was not delivered was not done. */
    private Object delivered(String member, String signature, Object... values) {
        long begun = System.nanoTime();
        while (true) {
            try {
                Target target = new Target(ReleaseBus.NAME, ReleaseBus.PATH, ReleaseBus.NAME, member);
                return bus.call(target, limit(member, values), signature, values)[0];
            } catch (BusFailure failure) {
                if (!failure.isNotDelivered() || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                    throw failure;
                }
                LockSupport.parkNanos(START_PAUSE.toNanos());
            }
        }
    }

    private static Duration limit(String member, Object... values) {
        boolean whole =
                member.equals("Plan") || (member.equals("Read") && LONG_READS.contains(String.valueOf(values[0])));
        return whole ? LONG_LIMIT : LIMIT;
    }

    @Override
    public void close() {
        bus.close();
    }
}
