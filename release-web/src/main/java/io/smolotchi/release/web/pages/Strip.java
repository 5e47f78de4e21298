package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What ran when, as a picture: a piece for each reign, a mark for each attempt that failed. The table beside it says the same in words.
 *
 * @param words for those who don't see it
 */
public record Strip(List<Piece> pieces, List<Attempt> attempts, Moment from, Moment until, String words) {

    private static final int WIDTH = 1000;
    private static final double THINNEST = 2;

    /** @param title shown when it is pointed at */
    public record Piece(String x, String width, String tone, String title) {}

    public record Attempt(String x, String title) {}

    /**
     * @param rows without gaps, newest first
     * @param reigns of these, newest first
     * @param now the end of the picture
     * @return empty where there is too little to draw
     */
    static Optional<Strip> of(List<Activation> rows, List<Reign> reigns, Instant now, Show show) {
        if (reigns.isEmpty()) {
            return Optional.empty();
        }
        Instant from = rows.getLast().openedAt();
        Instant until = reigns.getFirst().until().orElse(now);
        long span = Duration.between(from, until).toMillis();
        if (span <= 0) {
            return Optional.empty();
        }
        List<Piece> pieces = new ArrayList<>();
        int tone = 0;
        for (Reign reign : reigns.reversed()) {
            double x = at(reign.since(), from, span);
            double width = Math.max(THINNEST, at(reign.until().orElse(until), from, span) - x);
            String version = name(reign.row());
            pieces.add(new Piece(
                    number(x),
                    number(width),
                    reign.until().isEmpty() ? "now" : tone++ % 2 == 0 ? "one" : "other",
                    version + ", " + show.moment(reign.since()).absolute() + " to "
                            + reign.until()
                                    .map(end -> show.moment(end).absolute())
                                    .orElse("now")));
        }
        List<Attempt> attempts = rows.reversed().stream()
                .filter(row -> row.ended().isPresent() && !row.live())
                .map(row -> new Attempt(
                        number(at(row.openedAt(), from, span)),
                        name(row) + " "
                                + row.ended().orElseThrow().outcome().word() + ", "
                                + show.moment(row.openedAt()).absolute()))
                .toList();
        String words = "What ran when: " + reigns.size() + (reigns.size() == 1 ? " release" : " releases")
                + " one after the other, the last of them "
                + name(reigns.getFirst().row()) + "; " + attempts.size()
                + (attempts.size() == 1 ? " attempt" : " attempts") + " failed. The table has each of them.";
        return Optional.of(new Strip(pieces, attempts, show.moment(from), show.moment(until), words));
    }

    private static double at(Instant time, Instant from, long span) {
        return Math.clamp(Duration.between(from, time).toMillis() * (double) WIDTH / span, 0, WIDTH);
    }

    private static String name(Activation row) {
        return row.to().map(Version::value).orElse("nothing");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
