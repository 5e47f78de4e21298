package io.smolotchi.release.systemd;

import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What systemd thinks of texts that are not installed yet. Works where systemd does not run. */
public final class SystemdAnalyze {

    private static final Pattern OVERALL =
            Pattern.compile("Overall exposure level for (?:\\S*/)?([^\\s/:]+): ([0-9.]+)");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Processes processes;

    public SystemdAnalyze(Processes processes) {
        this.processes = processes;
    }

    /**
     * Loads units as systemd would and says what it stumbles over. Drop-ins are found in {@code NAME.d} beside each file and where this machine has
     * them; units of the same directory know each other. It does not notice unknown users and missing directories.
     *
     * @param units files in one scratch directory
     * @param willBeThere whether a program that is missing now will be there when the unit starts, by its absolute path
     * @return complaints about these units; empty when there are none
     */
    public List<UnitFinding> verify(List<Path> units, Predicate<String> willBeThere) {
        if (units.isEmpty()) {
            return List.of();
        }
        List<String> words =
                new ArrayList<>(List.of("systemd-analyze", "verify", "--recursive-errors=no", "--man=no", "--"));
        units.forEach(unit -> words.add(unit.toAbsolutePath().toString()));
        Finished finished = run(words);
        List<UnitFinding> all = UnitFinding.parse(finished.err(), units);
        List<UnitFinding> findings = all.stream()
                .filter(finding -> finding.missingProgram().filter(willBeThere).isEmpty())
                .toList();
        // Whatever it failed for and we could not make out counts, so that no complaint is lost.
        boolean unexplained = !finished.ok() && all.isEmpty();
        return unexplained ? List.of(UnitFinding.general(finished.err())) : findings;
    }

    /**
     * How exposed services are, from "0.0" (best) to "10.0", without asking a running systemd. Drop-ins are found beside each file.
     *
     * @param services files in one scratch directory; one that can't be rated is left out
     */
    public Map<UnitName, String> exposure(List<Path> services) {
        List<String> words =
                new ArrayList<>(List.of("systemd-analyze", "security", "--offline=true", "--no-pager", "--"));
        services.forEach(service -> words.add(service.toAbsolutePath().toString()));
        Map<UnitName, String> ratings = new TreeMap<>();
        OVERALL.matcher(run(words).out()).results().forEach(line -> {
            if (UnitName.isUnitName(line.group(1))) {
                ratings.put(UnitName.of(line.group(1)), line.group(2));
            }
        });
        return ratings;
    }

    /** Empty when the expression is not a calendar event of systemd.time(7). */
    public Optional<CalendarEvent> calendar(String expression) {
        if (expression.isBlank()) {
            return Optional.empty();
        }
        Finished finished = run(List.of("systemd-analyze", "calendar", "--", expression));
        return finished.ok() ? CalendarEvent.parse(finished.out()) : Optional.empty();
    }

    private Finished run(List<String> words) {
        return processes.run(SystemTool.command(words).within(LIMIT));
    }
}
