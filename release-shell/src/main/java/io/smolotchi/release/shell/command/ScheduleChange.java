package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import java.util.Optional;

/** {@code schedule enable} and {@code schedule disable}. */
public final class ScheduleChange implements Verb {

    public static final String ENABLE = "Prune by a systemd timer";
    public static final String DISABLE = "Stop pruning by a timer";

    private static final String USUAL_CALENDAR = "daily";

    private final Form form;
    private final boolean enable;

    private ScheduleChange(Form form, boolean enable) {
        this.form = form;
        this.enable = enable;
    }

    static ScheduleChange enable() {
        return new ScheduleChange(
                Form.of("schedule enable", Group.MACHINE, ENABLE)
                        .about(
                                "Installs the timer and starts it; it goes on over reboots. A prune that it begins has the policy of the settings.")
                        .option(Option.valued(
                                "calendar",
                                "C",
                                new Shape.Text(),
                                "When, as in systemd.time(7); " + USUAL_CALENDAR + " unless given"))
                        .example("schedule enable --calendar 'Sun 04:00'", "Every Sunday at four")
                        .change(),
                true);
    }

    static ScheduleChange disable() {
        return new ScheduleChange(
                Form.of("schedule disable", Group.MACHINE, DISABLE)
                        .about("Stops the timer and takes it away; releases stay until somebody prunes.")
                        .example("schedule disable", "Nothing is pruned but by hand")
                        .change(),
                false);
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public Answer run(Session session) {
        Optional<String> calendar =
                enable ? session.values().option("calendar").or(() -> Optional.of(USUAL_CALENDAR)) : Optional.empty();
        return new ChangeFlow(session).run(new Request.Schedule(calendar));
    }
}
