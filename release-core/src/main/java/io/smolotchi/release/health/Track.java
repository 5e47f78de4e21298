package io.smolotchi.release.health;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One check through the watch: when it is due, since when it has been green without a break, and whether its time is up. */
final class Track {

    /** However short an interval is asked for: a machine that is busy being asked does not get well. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final boolean required;
    private final Duration interval;
    private final Duration deadline;
    private final Supplier<Duration> window;
    private OptionalLong greenSince = OptionalLong.empty();
    private Optional<Round.Trouble> trouble = Optional.empty();
    private long due;
    private boolean steady;
    private int breaks;

    /** @param window how long it must stay green; asked anew each time, since what is seen may lengthen it */
    Track(boolean required, Duration interval, Duration deadline, Supplier<Duration> window) {
        this.required = required;
        this.interval = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
        this.deadline = deadline;
        this.window = window;
    }

    boolean isDue(Duration now) {
        return now.toNanos() >= due;
    }

    long due() {
        return due;
    }

    /** Takes what was seen between these two times since the watch began. */
    void saw(Optional<Round.Trouble> now, Duration started, Duration ended) {
        due = next(started, ended);
        now.ifPresentOrElse(this::lose, () -> keep(started, ended));
    }

    /** It is not green, or what it said does not count. */
    void lose(Round.Trouble why) {
        if (greenSince.isPresent()) {
            breaks++;
            greenSince = OptionalLong.empty();
        }
        steady = false;
        trouble = Optional.of(why);
    }

    private void keep(Duration started, Duration ended) {
        if (greenSince.isEmpty()) {
            // The end of the look: what it saw is true only since then.
            greenSince = OptionalLong.of(ended.toNanos());
        }
        long end = greenSince.getAsLong() + window.get().toNanos();
        steady = started.toNanos() >= end;
        if (!steady) {
            due = Math.min(due, end);
        }
    }

    private long next(Duration started, Duration ended) {
        long next = started.plus(interval).toNanos();
        // What is optional must not take the time in which the others are looked at.
        long spared = ended.multipliedBy(2).minus(started).toNanos();
        return required ? next : Math.max(next, spared);
    }

    /** Whether nothing more is expected of it. */
    boolean isSteady() {
        return steady || !required;
    }

    /** What there is to say of a check whose steady window did not begin in time. */
    Optional<Round.Trouble> late(Duration now) {
        if (!required || greenSince.isPresent() || now.compareTo(deadline) < 0) {
            return Optional.empty();
        }
        return trouble.map(
                last -> new Round.Trouble(last.check(), last.detail() + words(), last.blame(), last.certain()));
    }

    private String words() {
        String time = " (not well within " + deadline.toSeconds() + " s";
        return breaks == 0
                ? time + ")"
                : time + ", and well " + breaks + " times for less than "
                        + window.get().toSeconds() + " s)";
    }
}
