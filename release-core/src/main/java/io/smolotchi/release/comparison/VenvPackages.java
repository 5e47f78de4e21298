package io.smolotchi.release.comparison;

import io.smolotchi.release.plan.PackageChange;
import io.smolotchi.release.store.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is installed in a release's venv, by the directories that installers leave (PyPA, "Recording installed projects"). */
final class VenvPackages {

    private static final Pattern RECORD =
            Pattern.compile("\\.venv/lib/python[^/]+/site-packages/([^/]+)-([^/-]+)\\.dist-info/METADATA");

    private VenvPackages() {}

    static List<PackageChange> changes(Manifest before, Manifest after) {
        Map<String, String> old = versions(before);
        Map<String, String> wanted = versions(after);
        TreeSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(wanted.keySet());
        List<PackageChange> changes = new ArrayList<>();
        for (String name : names) {
            String was = old.getOrDefault(name, "");
            String is = wanted.getOrDefault(name, "");
            if (!was.equals(is)) {
                changes.add(new PackageChange(name, was, is));
            }
        }
        return changes;
    }

    private static Map<String, String> versions(Manifest manifest) {
        Map<String, String> versions = new TreeMap<>();
        manifest.entries().forEach(entry -> {
            Matcher record = RECORD.matcher(entry.path());
            if (record.matches()) {
                versions.put(record.group(1), record.group(2));
            }
        });
        return versions;
    }
}
