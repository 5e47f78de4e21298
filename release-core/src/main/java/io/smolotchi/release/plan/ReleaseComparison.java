package io.smolotchi.release.plan;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What leads from one release to another.
 *
 * @param bytesBefore of all files of {@code from}
 * @param bytesAfter of all files of {@code to}
 * @param units as both would be installed under the host's settings of now, with what each change does at run time
 * @param files sorted by path; without compiled bytecode, which follows from the sources, and without the venv
 * @param packages of the venv, sorted by name
 * @param notes what could not be compared and why
 */
public record ReleaseComparison(
        Version from,
        Version to,
        long bytesBefore,
        long bytesAfter,
        List<UnitChange> units,
        List<FileChange> files,
        List<PackageChange> packages,
        List<String> notes) {

    public ReleaseComparison {
        units = List.copyOf(units);
        files = List.copyOf(files);
        packages = List.copyOf(packages);
        notes = List.copyOf(notes);
    }

    public boolean same() {
        return units.isEmpty() && files.isEmpty() && packages.isEmpty();
    }

    /** In one line: "3 files changed, 1 added; 2 units change; 1 package changes; 12.3 kB more". */
    public String summary() {
        if (same()) {
            return "no difference";
        }
        List<String> parts = new ArrayList<>();
        String counted = String.join(
                ", ",
                Stream.of(
                                count(FileChange.Kind.CHANGED, "changed"),
                                count(FileChange.Kind.ADDED, "added"),
                                count(FileChange.Kind.REMOVED, "removed"),
                                count(FileChange.Kind.MODE, "with another mode"))
                        .filter(part -> !part.isEmpty())
                        .toList());
        parts.add(counted.isEmpty() ? "no file changes" : "files: " + counted);
        parts.add(
                units.isEmpty()
                        ? "no unit changes"
                        : units.size() + (units.size() == 1 ? " unit file" : " unit files"));
        if (!packages.isEmpty()) {
            parts.add(packages.size() + (packages.size() == 1 ? " package" : " packages") + " of the venv");
        }
        long more = bytesAfter - bytesBefore;
        if (more != 0) {
            parts.add(ByteCount.words(Math.abs(more)) + (more > 0 ? " more" : " less"));
        }
        return String.join("; ", parts);
    }

    private String count(FileChange.Kind kind, String word) {
        long count = files.stream().filter(file -> file.kind() == kind).count();
        return count == 0 ? "" : count + " " + word;
    }
}
