package io.smolotchi.release.units;

import io.smolotchi.release.units.UnitText.Assignment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A unit with its drop-ins. An empty assignment takes back what was said before it, as systemd does for lists; for single values, {@link #last} is what
 * counts.
 *
 * @param values by "[Section] Key", in the order of assignment
 */
public record EffectiveUnit(Map<String, List<String>> values) {

    static EffectiveUnit of(List<UnitText> texts) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (UnitText text : texts) {
            for (Assignment assignment : text.assignments()) {
                List<String> list = values.computeIfAbsent(assignment.name(), name -> new ArrayList<>());
                if (assignment.value().isEmpty()) {
                    list.clear();
                } else {
                    list.add(assignment.value());
                }
            }
        }
        return new EffectiveUnit(values);
    }

    /** All values of a list. */
    public List<String> all(String section, String key) {
        return values.getOrDefault("[" + section + "] " + key, List.of());
    }

    /** The value of a single setting. */
    public Optional<String> last(String section, String key) {
        List<String> all = all(section, key);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** How long systemd waits before it restarts a service that ended; its default is 100 ms. */
    public Duration restartDelay() {
        return last("Service", "RestartSec").flatMap(TimeSpan::parse).orElse(Duration.ofMillis(100));
    }

    /** Whether it runs to its end and is not expected to stay active. */
    public boolean oneshot() {
        return last("Service", "Type").filter("oneshot"::equals).isPresent();
    }

    boolean installable() {
        return List.of("WantedBy", "RequiredBy", "UpheldBy", "Alias", "Also").stream()
                .map(key -> all("Install", key))
                .anyMatch(list -> !list.isEmpty());
    }

    boolean empty() {
        return values.values().stream().allMatch(Collection::isEmpty);
    }
}
