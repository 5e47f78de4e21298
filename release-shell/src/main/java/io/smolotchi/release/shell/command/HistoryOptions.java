package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Moments;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.line.Values;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The options that choose rows of the history, alike wherever rows are chosen. */
final class HistoryOptions {

    private static final List<String> OUTCOMES =
            List.of("healthy", "unchecked", "rolled-back", "stranded", "abandoned", "refused", "failed");

    private HistoryOptions() {}

    static Form.Builder on(Form.Builder form) {
        return form.option(Option.valued("version", "V", new Shape.VersionName(), "Only rows that led to this version"))
                .option(Option.valued(
                        "outcome",
                        "W",
                        new Shape.Choice(OUTCOMES),
                        "Only rows that ended so: " + String.join(", ", OUTCOMES)))
                .option(Option.valued("actor", "NAME", new Shape.Text(), "Only what this person asked for"))
                .option(Option.valued("since", "TIME", new Shape.Moment(), "Only what began then or later"))
                .option(Option.valued("until", "TIME", new Shape.Moment(), "Only what began earlier"));
    }

    static HistoryFilter filter(Values values, int limit) {
        return HistoryFilter.newest(limit)
                .ofVersion(values.option("version").map(Version::of))
                .ended(values.option("outcome").map(word -> word.replace('-', ' ')))
                .by(values.option("actor"))
                .begun(moment(values, "since"), moment(values, "until"));
    }

    private static Optional<Instant> moment(Values values, String option) {
        return values.option(option).flatMap(text -> Moments.parse(text, Instant.now(), ZoneId.systemDefault()));
    }
}
