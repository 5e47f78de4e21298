package io.smolotchi.release.systemd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A complaint about a unit that was verified.
 *
 * @param unit empty when it is about none in particular
 * @param line in its file or in one of its drop-ins; 0 when it is about the whole
 */
public record UnitFinding(Optional<UnitName> unit, int line, String text) {

    private static final Pattern IN_FILE = Pattern.compile("(?<file>/[^:]+):(?<line>\\d+): (?<text>.*)");
    private static final Pattern OF_UNIT = Pattern.compile("(?<unit>[^\\s/]+\\.[a-z]+): (?<text>.*)");
    private static final Pattern MISSING =
            Pattern.compile("Command (\\S+) is not executable: No such file or directory");

    static UnitFinding general(String text) {
        return new UnitFinding(Optional.empty(), 0, text.strip());
    }

    /**
     * Those about the given files, their drop-ins, and the units that they make, and those that are about no unit at all. What is about the machine's own
     * units is none of ours.
     */
    static List<UnitFinding> parse(String errors, List<Path> units) {
        List<UnitFinding> findings = new ArrayList<>();
        for (Path path : units) {
            String name = path.getFileName().toString();
            Path directory = path.toAbsolutePath().getParent();
            if (directory == null) {
                continue;
            }
            errors.lines()
                    .flatMap(line -> about(line, name, directory).stream())
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
        }
        errors.lines()
                .filter(line -> !line.isBlank() && !aboutSomeUnit(line, units))
                .map(UnitFinding::general)
                .forEach(findings::add);
        return findings;
    }

    private static boolean aboutSomeUnit(String complaint, List<Path> units) {
        return IN_FILE.matcher(complaint).matches()
                || OF_UNIT.matcher(complaint).matches()
                || units.stream()
                        .anyMatch(path -> complaint.contains(path.getFileName().toString()));
    }

    private static Optional<UnitFinding> about(String complaint, String name, Path directory) {
        Optional<UnitName> unit = UnitName.isUnitName(name) ? Optional.of(UnitName.of(name)) : Optional.empty();
        Matcher inFile = IN_FILE.matcher(complaint);
        if (inFile.matches()) {
            Path file = Path.of(inFile.group("file"));
            boolean ours = file.equals(directory.resolve(name)) || file.startsWith(directory.resolve(name + ".d"));
            String where = file.getFileName().toString().equals(name) ? "" : file.getFileName() + ": ";
            return ours
                    ? Optional.of(
                            new UnitFinding(unit, Integer.parseInt(inFile.group("line")), where + inFile.group("text")))
                    : Optional.empty();
        }
        Matcher ofUnit = OF_UNIT.matcher(complaint);
        if (ofUnit.matches()) {
            return ofUnit.group("unit").equals(name)
                    ? Optional.of(new UnitFinding(unit, 0, ofUnit.group("text")))
                    : Optional.empty();
        }
        return complaint.contains(name)
                ? Optional.of(new UnitFinding(unit, 0, complaint.replace(directory + "/", "")))
                : Optional.empty();
    }

    /** The program, when the complaint is that there is none. */
    Optional<String> missingProgram() {
        Matcher missing = MISSING.matcher(text);
        return missing.matches() ? Optional.of(missing.group(1)) : Optional.empty();
    }
}
