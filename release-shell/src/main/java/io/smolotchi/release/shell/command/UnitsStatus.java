package io.smolotchi.release.shell.command;

import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.UnitsView;
import java.util.List;

/** {@code units status}. */
public final class UnitsStatus implements Verb {

    public static final String SUMMARY = "Installed units, how they run, and which release";

    @Override
    public Form form() {
        return Form.of("units status", Group.MACHINE, SUMMARY)
                .about(
                        "RUNS is the release that the process was started with, also after somebody switched the link by hand. Exit code 7 when a"
                                + " unit that is not optional is not well.")
                .exits(3, 7)
                .example("units status", "Whether any process still runs an older release")
                .look();
    }

    @Override
    public Answer run(Session session) {
        List<InstalledUnit> units = session.inquiries().units();
        boolean well = units.stream()
                .allMatch(unit -> unit.health().well() || unit.health().optional());
        return new Answer(new UnitsView(units), well ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
