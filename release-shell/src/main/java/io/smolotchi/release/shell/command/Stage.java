package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Operand;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import java.nio.file.Path;

/** {@code stage SOURCE}. */
public final class Stage implements Verb {

    public static final String SUMMARY = "Take in a new release; what runs does not change";

    @Override
    public Form form() {
        return Form.of("stage", Group.RELEASES, SUMMARY)
                .about(
                        "The tree is copied, compiled, sealed and recorded with the digest of its manifest. A version can be staged once.")
                .operand(Operand.required("SOURCE", new Shape.AnyPath(), "A directory or an archive"))
                .option(Option.valued(
                        "version",
                        "V",
                        new Shape.VersionName(),
                        "Its version; else the release's own release.yaml, else the name of the file decides"))
                .example("stage ./smolotchi-1.4.2.tar.gz", "Stage an archive")
                .example("stage ~/smolotchi --version 1.5.0-rc1", "Stage a working tree under a version of its own")
                .change();
    }

    @Override
    public Answer run(Session session) {
        Request request = new Request.Stage(
                source(session.values().operand()),
                session.values().option("version").map(Version::of));
        return new ChangeFlow(session).run(request);
    }

    /** Absolute, because whoever carries it out has another working directory. */
    static Source source(String path) {
        return new Source.Local(Path.of(path).toAbsolutePath().normalize().toString());
    }
}
