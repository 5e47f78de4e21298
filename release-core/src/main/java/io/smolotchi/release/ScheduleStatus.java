package io.smolotchi.release;

import java.time.Instant;
import java.util.Optional;

/**
 * The timer that prunes.
 *
 * @param calendar as enabled; empty when it is not
 * @param lastResult in words; empty when it never ran
 */
public record ScheduleStatus(
        Optional<String> calendar, Optional<Instant> next, Optional<Instant> last, String lastResult) {

    public boolean enabled() {
        return calendar.isPresent();
    }
}
