package io.smolotchi.release.web.pages;

import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.Optional;

/**
 * An installed unit.
 *
 * @param runs the release that its process was started with; empty when nothing tells
 * @param mask masks it, or frees it again
 */
public record UnitRow(
        String name,
        String href,
        Badge state,
        boolean optional,
        String pid,
        int restarts,
        String memory,
        Optional<Moment> since,
        String file,
        String runs,
        List<String> notes,
        Action mask) {

    static UnitRow of(InstalledUnit unit, boolean mayChange, Show show) {
        Status.UnitHealth health = unit.health();
        String name = health.unit();
        boolean masked = health.fileState().startsWith("masked");
        return new UnitRow(
                name,
                "/units/" + name,
                Badge.well(health.well(), health.optional(), health.state()),
                health.optional(),
                health.mainPid() == 0 ? "" : Integer.toString(health.mainPid()),
                health.restarts(),
                health.memoryBytes().map(ByteCount::words).orElse(""),
                show.moment(health.since()),
                health.fileState(),
                unit.running().map(Version::value).orElse(""),
                unit.notes(),
                Action.of(
                                masked ? "unmask" : "mask",
                                masked ? "Unmask…" : "Mask…",
                                "/review/" + (masked ? "unmask" : "mask") + "?unit=" + name)
                        .forReader(mayChange));
    }
}
