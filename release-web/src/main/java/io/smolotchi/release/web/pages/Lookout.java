package io.smolotchi.release.web.pages;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.CatalogException;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.operation.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps what the doctor found and what a prune would delete, which take seconds to find out, for the page for now. It looks again when somebody asks and what is
 * known is old, beside the request; while nobody asks it does nothing.
 */
@Component
final class Lookout {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);

    /** What nobody of ours has changed may still change: a disk fills, a file is edited. */
    private static final Duration OLD = Duration.ofMinutes(10);
    /** A look that failed is not tried again at once. */
    private static final Duration APART = Duration.ofMinutes(1);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int EVENTS = 200;

    private final Changes changes;
    private final Inquiries inquiries;
    private final OneAtATime turn;
    private final Clock clock;

    private Optional<Outlook> last = Optional.empty();
    private Optional<Instant> failed = Optional.empty();
    private CompletableFuture<Void> looking = CompletableFuture.completedFuture(null);

    Lookout(Changes changes, Inquiries inquiries, OneAtATime turn, Clock clock) {
        this.changes = changes;
        this.inquiries = inquiries;
        this.turn = turn;
        this.clock = clock;
    }

    /**
     * @param outlook empty before the first look has ended
     * @param looking whether a newer one is on its way
     */
    record Seen(Optional<Outlook> outlook, boolean looking) {}

    /** What is known, at once. */
    Seen glance() {
        lookIfOld();
        return seen();
    }

    /** The same, once a look that is under way has ended, or takes too long. */
    Seen patiently() {
        lookIfOld();
        try {
            underWay().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // what was known before is shown, and that somebody looks
        }
        return seen();
    }

    /** Somebody had the doctor look just now. */
    synchronized void found(Diagnosis diagnosis) {
        last = last.map(outlook -> outlook.with(diagnosis, clock.instant()));
    }

    private synchronized Seen seen() {
        return new Seen(last, !looking.isDone());
    }

    private synchronized void lookIfOld() {
        Instant now = clock.instant();
        boolean justFailed = failed.filter(then -> !isApart(then, now, APART)).isPresent();
        if (looking.isDone()
                && !justFailed
                && last.map(outlook -> isOld(outlook, now)).orElse(true)) {
            looking = new CompletableFuture<>();
            Thread.ofVirtual().name("lookout").start(this::look);
        }
    }

    private synchronized CompletableFuture<Void> underWay() {
        return looking;
    }

    private boolean isOld(Outlook outlook, Instant now) {
        if (isApart(outlook.at(), now, OLD) || isApart(outlook.prunedAt(), now, OLD)) {
            return true;
        }
        try {
            List<Event> later = inquiries.eventsSince(outlook.newest(), EVENTS);
            return later.size() == EVENTS || later.stream().anyMatch(event -> event.type() == Event.Type.ENDED);
        } catch (CatalogException unreadable) {
            return false;
        }
    }

    /** Either way: a clock may be set back. */
    private static boolean isApart(Instant then, Instant now, Duration time) {
        return Duration.between(then, now).abs().compareTo(time) > 0;
    }

    private void look() {
        Optional<Outlook> found = Optional.empty();
        try {
            // the number before the look: what ends while it lasts makes it old
            long newest = newestEvent();
            Diagnosis diagnosis = turn.of(inquiries::diagnosis);
            Instant at = clock.instant();
            String prune = prune();
            found = Optional.of(new Outlook(at, clock.instant(), newest, diagnosis, prune));
        } catch (RuntimeException e) {
            LOG.warn("cannot look at the machine for the page for now", e);
        } finally {
            ended(found);
        }
    }

    /** The doctor also looks where the catalog can't be read, and says so. */
    private long newestEvent() {
        try {
            return inquiries.activationCounts().newestEvent();
        } catch (CatalogException unreadable) {
            return 0;
        }
    }

    private String prune() {
        try {
            return Outlook.prune(turn.of(() -> changes.plan(new Request.Prune(Optional.empty(), false))));
        } catch (CatalogException unreadable) {
            return "";
        }
    }

    private synchronized void ended(Optional<Outlook> found) {
        last = found.or(() -> last);
        failed = found.isPresent() ? Optional.empty() : Optional.of(clock.instant());
        looking.complete(null);
    }
}
