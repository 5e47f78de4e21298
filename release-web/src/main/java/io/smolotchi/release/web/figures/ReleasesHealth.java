package io.smolotchi.release.web.figures;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.Version;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Down while the machine needs a hand or what runs is not well, and when nobody can tell; that somebody carries an activation out is none of it, that one was
 * interrupted is.
 */
final class ReleasesHealth extends AbstractHealthIndicator {

    private final Inquiries inquiries;

    ReleasesHealth(Inquiries inquiries) {
        super("cannot tell what runs");
        this.inquiries = inquiries;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        Status status = inquiries.status();
        (well(status) ? health.up() : health.down())
                .withDetail("current", status.current().map(Version::value).orElse("nothing"))
                .withDetail("problems", status.problems());
    }

    static boolean well(Status status) {
        boolean changing = status.open().isPresent() && status.openRunning();
        return !status.stranded() && (changing || status.well());
    }
}
