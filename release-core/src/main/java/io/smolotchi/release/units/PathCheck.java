package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.systemd.UnitName;
import java.util.HashSet;
import java.util.Set;

/** Whether the directories and files that a service needs are there, or are made by the set's own tmpfiles.d file. */
final class PathCheck {

    private final Application application;
    private final MachinePaths paths;

    PathCheck(Application application, MachinePaths paths) {
        this.application = application;
        this.paths = paths;
    }

    void check(UnitSet set, Findings.Book book) {
        Set<String> made = made(set);
        for (UnitName unit : UnitVerification.services(set)) {
            EffectiveUnit effective = set.effective(unit);
            effective
                    .last("Service", "WorkingDirectory")
                    .filter(path -> mustExist(path) && !made.contains(path) && !paths.directory(path))
                    .ifPresent(path -> refuse(book, unit, "WorkingDirectory", path));
            for (String file : effective.all("Service", "EnvironmentFile")) {
                if (mustExist(file) && !paths.exists(file)) {
                    refuse(book, unit, "EnvironmentFile", file);
                }
            }
            for (String key : new String[] {"ReadWritePaths", "ReadOnlyPaths"}) {
                for (String value : effective.all("Service", key)) {
                    for (String path : UnitText.words(value)) {
                        if (mustExist(path) && !made.contains(path) && !paths.exists(path)) {
                            refuse(book, unit, key, path);
                        }
                    }
                }
            }
        }
    }

    private Set<String> made(UnitSet set) {
        Set<String> made = new HashSet<>();
        set.file(UnitPaths.tmpfiles(application))
                .map(file -> AccountLine.parse(file.content()))
                .ifPresent(lines -> lines.stream()
                        .filter(line -> line.field(0).matches("[dD][!+=-]*"))
                        .forEach(line -> made.add(line.field(1))));
        // StateDirectory= and RuntimeDirectory= of the layout's drop-in
        made.add(application.directories().runtime());
        if (application.directories().state().startsWith("/var/lib/")) {
            made.add(application.directories().state());
        }
        return made;
    }

    /** Others carry a prefix that lets them be absent, or a specifier that only systemd can resolve. */
    private static boolean mustExist(String path) {
        return path.startsWith("/") && !path.contains("%");
    }

    private static void refuse(Findings.Book book, UnitName unit, String key, String path) {
        book.refuse(
                Code.UNIT_INVALID,
                "cannot install " + unit + ": " + key + "= names " + Shown.of(path) + ", which is not there",
                "create it, or change the unit in the release");
    }
}
