package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import java.util.Map;

/** {@code activate V}. */
public final class Activate implements Verb {

    public static final String SUMMARY = "Make a staged release the one that runs";

    @Override
    public Form form() {
        return Form.of("activate", Group.RUN, SUMMARY)
                .about(
                        "Installs the release's units, stops, switches, starts, and watches the health checks. When a step or a check fails, what"
                                + " ran before is put back and the exit code is 4.")
                .operand(Operand.required("V", new Shape.VersionName(), "A staged version"))
                .option(Option.flag("force", "Also a release that is marked bad or has failed before"))
                .option(DriftOptions.OVERWRITE)
                .option(DriftOptions.KEEP)
                .example("activate 1.4.2 --reason 'fixes the display'", "Ask, then activate")
                .example("activate 1.4.2 --dry-run", "Show what would happen to which unit")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        boolean force = session.values().flag("force");
        return new ChangeFlow(session)
                .run(new Request.Activate(
                        session.values().version(), force, Map.of(), DriftOptions.of(session.values())));
    }
}
