package io.smolotchi.release.web.pages;

import io.smolotchi.release.ScheduleStatus;
import java.util.Optional;

/** When pruning happens by itself. */
public record ScheduleView(
        boolean enabled, String calendar, Optional<Moment> next, Optional<Moment> last, String lastResult) {

    static ScheduleView of(ScheduleStatus status, Show show) {
        return new ScheduleView(
                status.enabled(),
                status.calendar().orElse(""),
                show.moment(status.next()),
                show.moment(status.last()),
                status.lastResult());
    }
}
