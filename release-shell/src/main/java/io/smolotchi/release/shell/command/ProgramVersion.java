package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.VersionView;
import java.util.Optional;

/** {@code version}. */
public final class ProgramVersion implements Verb {

    public static final String SUMMARY = "The version of this program";

    @Override
    public Form form() {
        return Form.of("version", Group.HELP, SUMMARY)
                .faultless()
                .about("And that of the Java machine that it runs on.")
                .example("version -q", "The version alone, for scripts")
                .look();
    }

    @Override
    public Answer run(Session session) {
        String version = Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
        return Answer.of(new VersionView(version, Runtime.version().toString()));
    }
}
