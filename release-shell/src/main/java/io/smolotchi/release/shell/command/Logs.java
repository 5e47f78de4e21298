package io.smolotchi.release.shell.command;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.LogFollower;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.LogView;
import java.util.Optional;

/** {@code logs UNIT}. */
public final class Logs implements Verb {

    public static final String SUMMARY = "What a unit wrote, and systemd about it";

    private static final int LINES = 50;

    @Override
    public Form form() {
        return Form.of("logs", Group.MACHINE, SUMMARY)
                .about("From the journal, the oldest first: its processes' own lines, and what systemd did with it.")
                .operand(Operand.required("UNIT", new Shape.Text(), "Its name; such as web for smolotchi-web.service"))
                .option(Option.valued("lines", "N", new Shape.Count(1, 10_000), "The last N lines; 50 without it"))
                .option(Option.flag("follow", "Go on with what is written from now on, until Ctrl-C"))
                .example("logs web --follow", "Watch the web UI")
                .exits(3, 143)
                .look();
    }

    @Override
    public Answer run(Session session) {
        String unit = session.values().operand(0).orElseThrow();
        int lines = session.values().number("lines").orElse(LINES);
        if (!session.values().flag("follow")) {
            return Answer.of(new LogView(session.inquiries().log(unit, Optional.empty(), lines)));
        }
        if (session.json()) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot use --json and --follow together: because what is followed never becomes one document",
                    "smolotchi-release help logs");
        }
        return new LogFollower(session).follow(unit, lines);
    }
}
