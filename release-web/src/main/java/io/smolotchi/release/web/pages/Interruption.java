package io.smolotchi.release.web.pages;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** For how long an activation interrupts the application, going by the last ones: from when its units are stopped until all are started. */
@Component
final class Interruption {

    private static final int LAST = 3;
    /** What comes before the start of the units is a few events each. */
    private static final int EVENTS = 200;

    private final Inquiries inquiries;

    Interruption(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    /** A sentence; empty where none of the last ones tells. */
    Optional<String> expected() {
        List<Duration> known = inquiries.history(HistoryFilter.newest(LAST).ended(Optional.of("healthy"))).stream()
                .map(Activation::id)
                .flatMap(id -> of(id).stream())
                .sorted()
                .toList();
        if (known.isEmpty()) {
            return Optional.empty();
        }
        String about = "about " + Show.duration(known.get(known.size() / 2));
        return Optional.of(
                about + (known.size() == 1 ? ", as the last time" : ", as the last " + known.size() + " times"));
    }

    private Optional<Duration> of(OperationId id) {
        Optional<Instant> stopped = Optional.empty();
        for (Event event : inquiries.events(id, 0, EVENTS)) {
            if (event.type() == Event.Type.STEP_STARTED && event.step().equals("stop")) {
                stopped = Optional.of(event.at());
            } else if (event.type() == Event.Type.STEP_DONE && event.step().equals("start")) {
                return stopped.map(since -> Duration.between(since, event.at()));
            }
        }
        return Optional.empty();
    }
}
