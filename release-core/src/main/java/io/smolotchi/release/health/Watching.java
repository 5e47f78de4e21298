package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** One watch, from its first sample to its verdict. */
final class Watching {

    private final ServiceManager services;
    private final Ticker ticker;
    private final Application.Health timing;
    private final Round round;
    private final Transcript transcript;
    private final long begin;
    /** When everything was green first, without a break since. */
    private OptionalLong greenSince = OptionalLong.empty();

    private Optional<Round.Trouble> lastTrouble = Optional.empty();
    private int breaks;

    Watching(
            ServiceManager services,
            Ticker ticker,
            HealthWatch.Subject subject,
            Application.Health timing,
            SampleListener listener) {
        this.services = services;
        this.ticker = ticker;
        this.timing = timing;
        transcript = new Transcript();
        begin = ticker.nanos();
        round = new Round(services, subject, this::elapsed, sample -> {
            transcript.add(sample);
            listener.sample(sample);
        });
    }

    private Duration elapsed() {
        return Duration.ofNanos(ticker.nanos() - begin);
    }

    Verdict run(BooleanSupplier cancelled) {
        try {
            while (true) {
                if (cancelled.getAsBoolean()) {
                    return interrupted(Verdict.Interrupted.By.OPERATOR);
                }
                Duration started = elapsed();
                if (tooLate(started)) {
                    return unhealthy(lastTrouble.orElseThrow(), late());
                }
                Optional<Round.Trouble> trouble = round.take();
                if (trouble.isEmpty() && steady(started)) {
                    return new Verdict.Healthy(round.warnings(), transcript.lines());
                }
                if (trouble.isPresent() && trouble.get().certain()) {
                    return unhealthy(trouble.get(), "");
                }
                remember(trouble);
                ticker.sleep(pause(started));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return interrupted(Verdict.Interrupted.By.OPERATOR);
        }
    }

    private boolean tooLate(Duration now) {
        return greenSince.isEmpty() && lastTrouble.isPresent() && now.compareTo(timing.deadline()) >= 0;
    }

    private boolean steady(Duration started) {
        return greenSince.isPresent() && started.toNanos() - greenSince.getAsLong() >= window().toNanos();
    }

    /** Never shorter than it takes a crash to show: the process ends, systemd waits, the next one ends. */
    Duration window() {
        Duration crash = round.restartDelay().multipliedBy(2).plusSeconds(1);
        return timing.steady().compareTo(crash) >= 0 ? timing.steady() : crash;
    }

    private void remember(Optional<Round.Trouble> trouble) {
        trouble.ifPresentOrElse(
                now -> {
                    if (greenSince.isPresent()) {
                        breaks++;
                        greenSince = OptionalLong.empty();
                    }
                    lastTrouble = Optional.of(now);
                },
                () -> {
                    if (greenSince.isEmpty()) {
                        // The end of the round: what it saw is true only since then.
                        greenSince = OptionalLong.of(elapsed().toNanos());
                    }
                });
    }

    /** To the next sample, or to the end of the window if that comes first. */
    private Duration pause(Duration started) {
        long now = elapsed().toNanos();
        long next = started.plus(timing.interval()).toNanos();
        if (greenSince.isPresent()) {
            next = Math.min(next, greenSince.getAsLong() + window().toNanos());
        }
        return Duration.ofNanos(Math.max(0, next - now));
    }

    private String late() {
        String time = " (not well within " + timing.deadline().toSeconds() + " s";
        return breaks == 0
                ? time + ")"
                : time + ", and well " + breaks + " times for less than " + window().toSeconds() + " s)";
    }

    private Verdict unhealthy(Round.Trouble trouble, String late) {
        if (shuttingDown()) {
            return interrupted(Verdict.Interrupted.By.SHUTDOWN);
        }
        transcript.note(elapsed(), "unhealthy: " + trouble.check() + ": " + trouble.detail() + late);
        return new Verdict.Unhealthy(
                trouble.check(), trouble.detail() + late, trouble.blame(), round.warnings(), transcript.lines());
    }

    /** Services that end because the machine does say nothing about a release. */
    private boolean shuttingDown() {
        try {
            return services.systemState().equals("stopping");
        } catch (ServiceManagerException _) {
            return false;
        }
    }

    private Verdict interrupted(Verdict.Interrupted.By by) {
        return new Verdict.Interrupted(by, transcript.lines());
    }
}
