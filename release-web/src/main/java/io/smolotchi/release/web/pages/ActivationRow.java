package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Version;
import java.time.Duration;
import java.util.Optional;

/**
 * A row of the history.
 *
 * @param took empty while it is in progress
 * @param direction "up" or "down" where the release is a later or an earlier one than that before; else empty
 * @param active for how long it was what runs; empty where that is not known, or it never was
 */
public record ActivationRow(
        String number,
        String href,
        String kind,
        String from,
        String to,
        Badge outcome,
        String actor,
        String origin,
        Moment opened,
        String took,
        String reason,
        String direction,
        String active) {

    ActivationRow with(String direction, String active) {
        return new ActivationRow(
                number, href, kind, from, to, outcome, actor, origin, opened, took, reason, direction, active);
    }

    static ActivationRow of(Activation activation, Show show) {
        return new ActivationRow(
                "@" + activation.id(),
                "/activations/" + activation.id(),
                activation.kind().word(),
                name(activation.from()),
                name(activation.to()),
                Badge.of(activation.ended()),
                activation.caller().actor(),
                Words.origin(activation.caller().origin()),
                show.moment(activation.openedAt()),
                activation
                        .ended()
                        .map(end -> Show.duration(Duration.between(activation.openedAt(), end.at())))
                        .orElse(""),
                activation.caller().reason(),
                "",
                "");
    }

    private static String name(Optional<Version> version) {
        return version.map(Version::value).orElse("nothing");
    }
}
