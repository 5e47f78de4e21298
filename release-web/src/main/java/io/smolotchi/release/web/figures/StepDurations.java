package io.smolotchi.release.web.figures;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.OperationId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** How long steps took, by name, added up from their events. */
final class StepDurations {

    /** Of operations that end without saying so, such as those that are cut off, nothing is kept for ever. */
    private static final int MOST_RUNNING = 64;

    /** @param seconds of all of them */
    record Sum(long count, double seconds) {
        Sum and(Duration one) {
            return new Sum(count + 1, seconds + one.toNanos() / 1e9);
        }
    }

    private record Running(OperationId operation, String step) {}

    private final Map<Running, Instant> running = new LinkedHashMap<>();
    private final Map<String, Sum> sums = new TreeMap<>();

    void add(Event event) {
        Running step = new Running(event.operation(), event.step());
        switch (event.type()) {
            case STEP_STARTED -> {
                running.put(step, event.at());
                if (running.size() > MOST_RUNNING) {
                    running.remove(running.keySet().iterator().next());
                }
            }
            case STEP_DONE, STEP_FAILED -> {
                Instant started = running.remove(step);
                if (started != null) {
                    Duration took = Duration.between(started, event.at());
                    sums.merge(step.step(), new Sum(0, 0).and(took), (sum, _) -> sum.and(took));
                }
            }
            case ENDED -> running.keySet().removeIf(one -> one.operation().equals(event.operation()));
            default -> {}
        }
    }

    Map<String, Sum> sums() {
        return sums;
    }
}
