package io.smolotchi.release.activation.steps;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.health.Sample;
import io.smolotchi.release.health.SampleListener;
import io.smolotchi.release.health.Ticker;
import io.smolotchi.release.operation.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Tells those who follow an activation how its checks are: a line for each round, at most four a second, however often is looked. */
final class SampleReport implements SampleListener {

    static final Duration BETWEEN = Duration.ofMillis(250);

    private final Progress progress;
    private final String step;
    private final Ticker ticker;
    private final Map<String, Sample> latest = new LinkedHashMap<>();
    private Optional<Long> lastTold = Optional.empty();

    SampleReport(Progress progress, String step, Ticker ticker) {
        this.progress = progress;
        this.step = step;
        this.ticker = ticker;
    }

    @Override
    public void sample(Sample sample) {
        latest.put(sample.check(), sample);
    }

    @Override
    public void roundEnded() {
        long now = ticker.nanos();
        if (latest.isEmpty()
                || lastTold.filter(before -> now - before < BETWEEN.toNanos()).isPresent()) {
            return;
        }
        lastTold = Optional.of(now);
        progress.event(Event.Type.HEALTH_SAMPLE, step, text(), data());
        // What is no longer looked at, such as a bus that answers again, is not repeated.
        latest.clear();
    }

    private String text() {
        List<String> words = new ArrayList<>();
        latest.values().stream()
                .filter(sample -> sample.colour() != Sample.Colour.GREEN)
                .forEach(sample ->
                        words.add((sample.required() ? "" : "optional ") + sample.check() + ": " + sample.detail()));
        long well = latest.values().stream()
                .filter(sample -> sample.colour() == Sample.Colour.GREEN)
                .count();
        words.add(
                well == latest.size()
                        ? "all " + well + " checks are well"
                        : well + " of " + latest.size() + " are well");
        return String.join("; ", words);
    }

    /** The worst of the round stands for it: check, verdict, millis; and each of them below "checks". */
    private String data() {
        Map<String, Object> data = new LinkedHashMap<>();
        latest.values().stream()
                .max(Comparator.comparing(Sample::colour))
                .ifPresent(worst -> data.putAll(values(worst)));
        data.put("checks", latest.values().stream().map(SampleReport::values).collect(Collectors.toList()));
        return JsonMapper.shared().writeValueAsString(data);
    }

    private static Map<String, Object> values(Sample sample) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("check", sample.check());
        values.put("verdict", sample.colour().name().toLowerCase(Locale.ROOT));
        values.put("millis", sample.took().toMillis());
        values.put("detail", sample.detail());
        return values;
    }
}
