package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Moments;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.line.Values;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** {@code rollback}. */
public final class Rollback implements Verb {

    public static final String SUMMARY = "Go back to a release that ran before";

    @Override
    public Form form() {
        return Form.of("rollback", Group.RUN, SUMMARY)
                .about("""
                        Without an option: to the nearest release that was well, along the history of this machine; the plan says which and why.
                        A rollback is a new row of the history, with the units and settings of the position that it returns to.""")
                .option(Option.valued("to", "V", new Shape.VersionName(), "To this version"))
                .option(Option.valued("steps", "N", new Shape.Count(1, 1000), "N positions back"))
                .option(Option.valued(
                        "before", "TIME", new Shape.Moment(), "To what ran at that time, read in the host's zone"))
                .option(StateOption.WITH_STATE)
                .option(Option.flag("keep-good", "Do not mark the release that is left as rolled back from"))
                .option(DriftOptions.OVERWRITE)
                .option(DriftOptions.KEEP)
                .example("rollback", "Ask, then go back")
                .example("rollback --with-state", "After a release that migrated the database")
                .example("rollback --before \"2026-10-02 14:30\"", "To what ran then")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        Values values = session.values();
        List<String> selectors =
                Stream.of("to", "steps", "before").filter(values::flag).toList();
        if (selectors.size() > 1) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot use --" + String.join(" and --", selectors) + " together: because each names the target",
                    "");
        }
        return new ChangeFlow(session)
                .run(new Request.Rollback(
                        values.option("to").map(Version::of),
                        values.number("steps"),
                        values.option("before")
                                .flatMap(time -> Moments.parse(time, Instant.now(), ZoneId.systemDefault())),
                        values.flag("keep-good"),
                        values.flag("with-state"),
                        DriftOptions.of(values)));
    }
}
