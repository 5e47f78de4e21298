package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
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

/** {@code stage SOURCE}. */
public final class Stage implements Verb {

    public static final String SUMMARY = "Take in a new release; what runs does not change";

    @Override
    public Form form() {
        return Form.of("stage", Group.RELEASES, SUMMARY)
                .about(
                        "The tree is copied, compiled, sealed and recorded with the digest of its manifest. A version can be staged once.")
                .operand(Operand.required(
                        "SOURCE",
                        new Shape.AnyPath(),
                        "A directory, an archive, or a git repository: a URL, or a path with #REF behind it"))
                .option(Option.valued(
                        "ref",
                        "REF",
                        new Shape.Text(),
                        "A branch, tag or commit: SOURCE is a git repository, and its working tree does not matter"))
                .option(
                        Option.valued(
                                "version",
                                "V",
                                new Shape.VersionName(),
                                "Its version; else release.yaml decides, else pyproject.toml, else git describe, else the name of SOURCE, else the time"))
                .example("stage ./smolotchi-1.4.2.tar.gz", "Stage an archive")
                .example("stage ~/smolotchi#v1.4.2", "Stage what a tag of a repository names")
                .example("stage ~/smolotchi --version 1.5.0-rc1", "Stage a working tree under a version of its own")
                .change();
    }

    @Override
    public Answer run(Session session) {
        Request request = new Request.Stage(
                GitOrLocal.of(session.values().operand(), session.values().option("ref")),
                session.values().option("version").map(Version::of));
        return new ChangeFlow(session).run(request);
    }
}
