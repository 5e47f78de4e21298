package io.smolotchi.release.web.figures;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.Version;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Down while the machine needs a hand or what runs is not well; that an activation goes on is neither. */
final class ReleasesHealth implements HealthIndicator {

    private final Inquiries inquiries;

    ReleasesHealth(Inquiries inquiries) {
        this.inquiries = inquiries;
    }

    @Override
    public Health health() {
        Status status = inquiries.status();
        boolean down = status.stranded() || (status.open().isEmpty() && !status.well());
        return (down ? Health.down() : Health.up())
                .withDetail("current", status.current().map(Version::value).orElse("nothing"))
                .withDetail("problems", status.problems())
                .build();
    }
}
