package io.smolotchi.release.shell.command;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;

/** {@code adopt}. */
public final class Adopt implements Verb {

    public static final String SUMMARY = "Take over what was installed by hand or by another installer";

    @Override
    public Form form() {
        return Form.of("adopt", Group.RUN, SUMMARY)
                .about("""
                        A directory at /opt/smolotchi/current is copied to a release, and a link takes its place in one step, so that there is never nothing. Units
                        are recorded as they are, and no service is touched. The directory is kept beside it until the next activation.""")
                .option(Option.valued(
                        "version", "V", new Shape.VersionName(), "Its version; else what the directory says"))
                .option(Option.flag(
                        "undo",
                        "Put the directory back, as long as nothing was activated since: no service is touched either"))
                .example("adopt --dry-run", "What would be done")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        return new ChangeFlow(session)
                .run(new Request.Adopt(
                        session.values().option("version").map(Version::of),
                        session.values().flag("undo")));
    }
}
