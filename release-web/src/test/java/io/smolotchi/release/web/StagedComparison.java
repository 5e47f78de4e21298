package io.smolotchi.release.web;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.FileChange;
import io.smolotchi.release.plan.PackageChange;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.UnitChange;
import java.util.List;

/** Two releases that differ in a bit of everything, one path of which is hostile. */
final class StagedComparison {

    static final String HOSTILE = "<img src=x onerror=alert(1)>.py";

    private StagedComparison() {}

    static ReleaseComparison of(Version from, Version to) {
        return new ReleaseComparison(
                from,
                to,
                40_000,
                43_100,
                List.of(new UnitChange(
                        "/etc/systemd/system/smolotchi-web.service",
                        UnitChange.Kind.CHANGED,
                        "@@ -3,3 +3,3 @@\n [Service]\n-Nice=1\n+Nice=2\n",
                        "restart smolotchi-web.service")),
                List.of(
                        new FileChange(
                                HOSTILE,
                                FileChange.Kind.CHANGED,
                                1_000,
                                1_100,
                                "@@ -1,2 +1,2 @@\n import sys\n-<script>1</script>\n+<script>2</script>\n",
                                ""),
                        new FileChange("smolotchi/logo.png", FileChange.Kind.ADDED, 0, 3_000, "", ""),
                        new FileChange("tools/run.sh", FileChange.Kind.MODE, 20, 20, "", "0444 to 0555")),
                List.of(new PackageChange("flask", "3.0.0", "3.1.0")),
                List.of());
    }
}
