package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.ServiceManager;
import io.smolotchi.release.systemd.ServiceManagerException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One watch, from its first sample to its verdict. */
final class Watching {

    private final ServiceManager services;
    private final Ticker ticker;
    private final Round round;
    private final Transcript transcript;
    private final long begin;

    Watching(
            ServiceManager services,
            Ticker ticker,
            HealthWatch.Subject subject,
            Application.Health timing,
            SampleListener listener) {
        this.services = services;
        this.ticker = ticker;
        transcript = new Transcript();
        begin = ticker.nanos();
        round = new Round(services, subject, timing, this::elapsed, new SampleListener() {
            @Override
            public void sample(Sample sample) {
                transcript.add(sample);
                listener.sample(sample);
            }

            @Override
            public void roundEnded() {
                listener.roundEnded();
            }
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
                Optional<Round.Trouble> trouble = round.late(elapsed()).or(round::take);
                if (trouble.isPresent()) {
                    return unhealthy(trouble.get());
                }
                if (round.steady()) {
                    return new Verdict.Healthy(round.warnings(), transcript.lines());
                }
                ticker.sleep(pause());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return interrupted(Verdict.Interrupted.By.OPERATOR);
        }
    }

    private Duration pause() {
        Duration pause = round.due().minus(elapsed());
        return pause.isNegative() ? Duration.ZERO : pause;
    }

    private Verdict unhealthy(Round.Trouble trouble) {
        if (shuttingDown()) {
            return interrupted(Verdict.Interrupted.By.SHUTDOWN);
        }
        transcript.note(elapsed(), "unhealthy: " + trouble.check() + ": " + trouble.detail());
        return new Verdict.Unhealthy(
                trouble.check(), trouble.detail(), trouble.blame(), round.warnings(), transcript.lines());
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
