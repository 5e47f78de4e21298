package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.ComparisonView;

/** {@code diff A B}. */
public final class Diff implements Verb {

    public static final String SUMMARY = "What two releases differ in: units, files, packages of the venv";

    @Override
    public Form form() {
        return Form.of("diff", Group.LOOK, SUMMARY)
                .about("""
                        In one line first; then the units, as both would be installed under the settings of now, with what would restart; then files, and packages
                        of the venv. Compiled bytecode is left out: it follows from the sources.""")
                .operand(Operand.required("A", new Shape.VersionName(), "The release to start from"))
                .operand(Operand.required("B", new Shape.VersionName(), "The release that it leads to"))
                .option(Option.flag("stat", "Only which files differ, and by how much; no lines of them"))
                .example("diff 1.0.0 1.1.0", "All that an upgrade would bring")
                .example("diff 1.1.0 1.0.0 --stat", "What going back would undo, in short")
                .exits(3)
                .look();
    }

    @Override
    public Answer run(Session session) {
        Version from = Version.of(session.values().operand(0).orElseThrow());
        Version to = Version.of(session.values().operand(1).orElseThrow());
        return new Answer(
                new ComparisonView(
                        session.inquiries().compare(from, to), session.values().flag("stat")),
                ExitCode.DONE);
    }
}
