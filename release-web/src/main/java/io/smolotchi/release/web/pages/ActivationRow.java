package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Version;
import java.time.Duration;
import java.util.Optional;

/**
 * A row of the history.
 *
 * @param took empty while it is in progress
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
        String reason) {

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
                activation.caller().reason());
    }

    private static String name(Optional<Version> version) {
        return version.map(Version::value).orElse("nothing");
    }
}
