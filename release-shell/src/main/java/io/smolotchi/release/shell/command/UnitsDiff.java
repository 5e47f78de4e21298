package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.UnitChangesView;
import java.util.List;
import java.util.Optional;

/** {@code units diff [V]}. */
public final class UnitsDiff implements Verb {

    public static final String SUMMARY = "What differs in the installed files";

    @Override
    public Form form() {
        return Form.of("units diff", Group.MACHINE, SUMMARY)
                .about(
                        "Without a version: what was changed by hand since the last activation. With one: what its activation would change, and which"
                                + " unit would be restarted for it. Exit code 7 when something differs.")
                .operand(Operand.optional("V", new Shape.VersionName(), "A staged version"))
                .example("units diff", "Whether somebody edited a unit")
                .exits(3, 7)
                .look();
    }

    @Override
    public Answer run(Session session) {
        Optional<Version> version = session.values().operand(0).map(Version::of);
        List<UnitChange> changes = session.inquiries().unitChanges(version);
        String same = version.map(found -> found + " would change no installed file")
                .orElse("the installed files are as they were recorded");
        return new Answer(new UnitChangesView(changes, same), changes.isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
