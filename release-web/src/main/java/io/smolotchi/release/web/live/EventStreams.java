package io.smolotchi.release.web.live;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.web.accounts.Account;
import io.smolotchi.release.web.accounts.Accounts;
import io.smolotchi.release.web.pages.Problems;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /activations/N/events} and {@code /operations/N/events}. A stream blocks the virtual thread of its request, which costs little more than its
 * buffers; a reader that does not read is cut off by the server's write time-out.
 */
@Controller
class EventStreams implements SmartLifecycle {

    private static final int MOST = 256;
    /** So that one account, with all its windows, leaves places for others. */
    private static final int MOST_OF_ONE = 200;

    private final Inquiries inquiries;
    private final Accounts accounts;
    private final Semaphore places = new Semaphore(MOST);
    private final Map<String, Integer> perAccount = new ConcurrentHashMap<>();
    private volatile boolean running;

    EventStreams(Inquiries inquiries, Accounts accounts) {
        this.inquiries = inquiries;
        this.accounts = accounts;
    }

    /** @param after the last event that the page shows; the browser's own {@code Last-Event-ID} prevails when it reconnects */
    @GetMapping({"/activations/{id}/events", "/operations/{id}/events"})
    void events(
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", required = false) @org.jspecify.annotations.Nullable
                    Long lastEventId,
            Principal principal,
            HttpServletResponse response)
            throws IOException {
        OptionalInt missing = missing(inquiries, id);
        if (missing.isPresent()) {
            response.sendError(missing.getAsInt());
            return;
        }
        String account = principal.getName();
        if (!enter(account)) {
            response.setHeader("Retry-After", "5");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            send(new OperationId(id), lastEventId == null ? after : lastEventId, account, response);
        } finally {
            leave(account);
        }
    }

    private boolean enter(String account) {
        if (!places.tryAcquire()) {
            return false;
        }
        if (perAccount.merge(account, 1, Integer::sum) > MOST_OF_ONE) {
            leave(account);
            return false;
        }
        return true;
    }

    private void leave(String account) {
        perAccount.computeIfPresent(account, (_, number) -> number == 1 ? null : number - 1);
        places.release();
    }

    private void send(OperationId id, long after, String account, HttpServletResponse response) throws IOException {
        Optional<Account> reader = accounts.find(account);
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        ServletOutputStream out = response.getOutputStream();
        try {
            new EventStream(
                            inquiries,
                            () -> !running,
                            () -> accounts.find(account).equals(reader))
                    .run(id, after, text -> {
                        out.write(text.getBytes(StandardCharsets.UTF_8));
                        out.flush();
                    });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status that says why there is nothing to follow; empty when there is. Only what is known not to be is not found. */
    static OptionalInt missing(Inquiries inquiries, long id) {
        if (id <= 0) {
            return OptionalInt.of(HttpServletResponse.SC_NOT_FOUND);
        }
        try {
            inquiries.operation(new OperationId(id));
            return OptionalInt.empty();
        } catch (Refused refused) {
            return OptionalInt.of(Problems.status(refused.refusals().getFirst().code()));
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all streams; browsers come back by themselves. */
    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the server begins to wait for its requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
