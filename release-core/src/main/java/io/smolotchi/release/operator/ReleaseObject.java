package io.smolotchi.release.operator;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.RequestJson;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;

/**
 * The object on the bus. Everybody may call it, so each call is first asked who sends it, then whether he may, and then what he wants: a request that the
 * front door has from afar, and nothing that names a path or a unit's text.
 */
final class ReleaseObject implements ReleaseBus {

    /** Of one text that is sent: a request is some hundred. */
    static final int MOST_CHARACTERS = 64 << 10;

    /** Hundreds of times what a page needs; each is in memory more than once, and the operator's is small. */
    private static final int MOST_BYTES = 4 << 20;

    /** The other end of the call that this thread serves. */
    interface Calls {
        Peer peer();

        /** Whether it waits while somebody types a password. */
        boolean mayAsk();

        /** Answers the work, and counts as being busy meanwhile. */
        <T> T served(Supplier<T> work);
    }

    private final Changes changes;
    private final Inquiries inquiries;
    private final Doorkeeper doorkeeper;
    private final Calls calls;

    /** @param changes from afar */
    ReleaseObject(Changes changes, Inquiries inquiries, Doorkeeper doorkeeper, Calls calls) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.doorkeeper = doorkeeper;
        this.calls = calls;
    }

    @Override
    public String getObjectPath() {
        return PATH;
    }

    @Override
    public String Read(String method, String arguments) {
        return answer(peer -> {
            require(peer, Permission.READ);
            String answer = understood(peer, () -> {
                        requireSmall(method, arguments);
                        return Reads.of(method, arguments)
                                .orElseThrow(() -> new IllegalArgumentException("there is no such read"));
                    })
                    .answer(inquiries);
            return fitting(answer);
        });
    }

    @Override
    public String Plan(String request) {
        return answer(peer -> {
            Request wanted = permitted(peer, request);
            return fitting(BusJson.write(changes.plan(wanted), Plan.class));
        });
    }

    @Override
    public long Ask(String request, String actor, String reason, String expectedPlan) {
        return answer(peer -> {
            Request wanted = permitted(peer, request);
            Optional<Digest> expected = understood(peer, () -> {
                requireSmall(actor, reason, expectedPlan);
                return expectedPlan.isEmpty() ? Optional.empty() : Optional.of(new Digest(expectedPlan));
            });
            return changes.ask(wanted, doorkeeper.caller(peer, actor, reason), expected)
                    .value();
        });
    }

    @Override
    public boolean Cancel(long operation, String actor) {
        return answer(peer -> {
            require(peer, Permission.CANCEL);
            OperationId id = understood(peer, () -> {
                requireSmall(actor);
                return new OperationId(operation);
            });
            return changes.cancel(id, doorkeeper.caller(peer, actor, "").actor());
        });
    }

    private <T> T answer(Function<Peer, T> work) {
        return calls.served(() -> Answered.from(() -> work.apply(calls.peer())));
    }

    private void require(Peer peer, Permission permission) {
        doorkeeper.require(peer, permission, calls.mayAsk());
    }

    /** What is nobody's from afar is refused by the front door, for everybody alike; this is about who asks. */
    private Request permitted(Peer peer, String request) {
        Request wanted = understood(peer, () -> {
            requireSmall(request);
            return BusJson.complete(RequestJson.read(request));
        });
        require(peer, Permission.of(wanted.kind()));
        wanted.notFromAfar().ifPresent(refusal -> {
            doorkeeper.refused(peer, wanted.kind().word() + ", which is the console's alone");
            throw new Refused(refusal);
        });
        return wanted;
    }

    /** @throws Refused VALUE_MALFORMED, for what the work can't read */
    private <T> T understood(Peer peer, Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException | JacksonException e) {
            doorkeeper.refused(peer, "a malformed call");
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot understand the call: because "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    "");
        }
    }

    private static void requireSmall(String... texts) {
        for (String text : texts) {
            if (text.length() > MOST_CHARACTERS) {
                throw new IllegalArgumentException("it is longer than " + MOST_CHARACTERS + " characters");
            }
        }
    }

    private static String fitting(String answer) {
        if (answer.length() > MOST_BYTES / 3 && answer.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new Refused(
                    Code.FAULT,
                    "cannot answer that: because it is larger than " + (MOST_BYTES >> 20) + " MiB",
                    "ask at the console, which reads it itself");
        }
        return answer;
    }
}
