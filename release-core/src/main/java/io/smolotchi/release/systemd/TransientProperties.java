package io.smolotchi.release.systemd;

import java.util.ArrayList;
import java.util.List;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/** Transient units as lists of properties, {@code a(sv)}, that systemd wants. */
final class TransientProperties {

    private static final String COMMANDS = "a(sasb)";

    private TransientProperties() {}

    static List<Object[]> of(TransientService service) {
        List<Object[]> properties = new ArrayList<>();
        properties.add(property("Description", "s", service.description()));
        properties.add(property("Type", "s", "exec"));
        properties.add(property("CollectMode", "s", "inactive-or-failed"));
        // The command alone is told to end, and decides what becomes of what it started; whatever is left then is
        // killed.
        properties.add(property("KillMode", "s", "mixed"));
        properties.add(property(
                "TimeoutStopUSec", "t", new UInt64(service.stopTimeout().toNanos() / 1_000)));
        properties.add(property(
                "Environment",
                "as",
                service.environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .sorted()
                        .toList()));
        properties.add(property("ExecStart", COMMANDS, command(service.command())));
        if (!service.stopPost().isEmpty()) {
            properties.add(property("ExecStopPost", COMMANDS, command(service.stopPost())));
        }
        return properties;
    }

    static List<Object[]> of(TransientTimer timer) {
        UInt64 interval = new UInt64(timer.interval().toNanos() / 1_000);
        return List.of(
                property("Description", "s", timer.service().description()),
                property("CollectMode", "s", "inactive-or-failed"),
                property("AccuracyUSec", "t", new UInt64(1_000_000)),
                property("TimersMonotonic", "a(st)", List.of(new Object[] {"OnActiveSec", interval}, new Object[] {
                    "OnUnitInactiveSec", interval
                })));
    }

    private static Object[] property(String name, String signature, Object value) {
        return new Object[] {name, new Variant<>(value, signature)};
    }

    /** Its failure counts: the last value is whether it is ignored. */
    private static List<Object[]> command(List<String> words) {
        return List.<Object[]>of(new Object[] {words.getFirst(), literally(words), false});
    }

    /** Words as they are: systemd puts variables into a command line, from its own environment too. */
    private static List<String> literally(List<String> words) {
        return words.stream().map(word -> word.replace("$", "$$")).toList();
    }
}
