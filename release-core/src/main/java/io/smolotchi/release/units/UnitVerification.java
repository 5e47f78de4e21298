package io.smolotchi.release.units;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.UnitName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@code systemd-analyze verify} says of the set, written to a directory of its own. */
final class UnitVerification {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Processes processes;

    UnitVerification(Processes processes) {
        this.processes = processes;
    }

    void check(UnitSet set, Findings.Book book) {
        if (set.units().isEmpty()) {
            return;
        }
        try {
            Path scratch = Files.createTempDirectory("smolotchi-release-preflight");
            try {
                write(set, scratch);
                run(set, scratch, book);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the units to a scratch directory", e);
        }
    }

    private void run(UnitSet set, Path scratch, Findings.Book book) {
        List<String> arguments = new ArrayList<>(
                List.of("systemd-analyze", "verify", "--recursive-errors=no", "--man=no", "--generators=no"));
        set.units().stream()
                .filter(unit -> !unit.value().contains("@."))
                .forEach(unit -> arguments.add(scratch.resolve(unit.value()).toString()));
        Finished finished =
                processes.run(Command.of(arguments.toArray(String[]::new)).within(LIMIT));
        List<String> said =
                finished.err().lines().filter(line -> !line.isBlank()).toList();
        List<String> ours = said.stream()
                .filter(line -> concerns(set, scratch, line))
                .filter(line -> !line.contains(" is not executable: "))
                .toList();
        ours.forEach(line -> book.refuse(
                Code.UNIT_INVALID,
                "cannot install units: systemd says: " + Shown.of(line.replace(scratch.toString(), UnitPaths.UNITS)),
                "correct the unit in the release"));
        if (finished.timedOut() || (!finished.ok() && said.isEmpty())) {
            book.refuse(
                    Code.UNIT_INVALID,
                    "cannot check units: systemd-analyze verify ended with " + finished.exit(),
                    "run systemd-analyze verify by hand on the units of the release");
        }
    }

    /**
     * It also speaks of what else the machine has. Programs that it misses are left to a check of ours: it looks for them on this machine's root, and
     * before the switch.
     */
    private static boolean concerns(UnitSet set, Path scratch, String line) {
        return line.contains(scratch.toString())
                || set.units().stream().anyMatch(unit -> line.contains(unit.value()))
                || line.startsWith("Failed to");
    }

    private static void write(UnitSet set, Path scratch) throws IOException {
        for (UnitFile file : set.files()) {
            if (UnitPaths.loadedBySystemd(file.path())) {
                Path place = scratch.resolve(file.path().substring(UnitPaths.UNITS.length() + 1));
                Files.createDirectories(place.getParent());
                Files.write(place, file.bytes());
            }
        }
    }

    private static void delete(Path scratch) throws IOException {
        try (Stream<Path> tree = Files.walk(scratch)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static List<UnitName> services(UnitSet set) {
        return set.units().stream()
                .filter(unit -> unit.type().equals("service"))
                .toList();
    }
}
