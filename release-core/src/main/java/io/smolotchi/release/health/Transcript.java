package io.smolotchi.release.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Samples as lines. What does not change is written once, with its last time and number when it ends: a long watch stays readable. */
final class Transcript {

    private static final class Run {
        private final Sample first;
        private Sample last;
        private int count = 1;

        private Run(Sample first) {
            this.first = first;
            this.last = first;
        }
    }

    private final List<String> lines = new ArrayList<>();
    private final Map<String, Run> open = new LinkedHashMap<>();

    void add(Sample sample) {
        Run run = open.get(sample.check());
        if (run != null
                && run.first.colour() == sample.colour()
                && run.first.detail().equals(sample.detail())) {
            run.last = sample;
            run.count++;
            return;
        }
        if (run != null) {
            end(run);
        }
        open.put(sample.check(), new Run(sample));
        lines.add(line(
                sample.after(),
                sample.check(),
                (sample.required() ? "" : "optional, ") + word(sample.colour()) + ": " + sample.detail()));
    }

    void note(Duration after, String text) {
        lines.add(line(after, "watch", text));
    }

    private void end(Run run) {
        if (run.count > 1) {
            lines.add(line(
                    run.last.after(),
                    run.first.check(),
                    word(run.first.colour()) + " still, " + run.count + " samples"));
        }
    }

    List<String> lines() {
        open.values().forEach(this::end);
        open.clear();
        return List.copyOf(lines);
    }

    private static String word(Sample.Colour colour) {
        return colour.name().toLowerCase(Locale.ROOT);
    }

    private static String line(Duration after, String check, String text) {
        return "+%.1f s %s %s".formatted(after.toMillis() / 1000.0, check, text);
    }
}
