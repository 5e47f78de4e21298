package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.Request;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;

/** {@code uninstall}. */
public final class Uninstall implements Verb {

    public static final String SUMMARY = "Stop the application and take its units away";

    @Override
    public Form form() {
        return Form.of("uninstall", Group.RUN, SUMMARY)
                .about("""
                        Takes away exactly what was installed: units with their drop-ins and links, tmpfiles.d and sysusers.d files, the link to the
                        release, and the units of the release manager itself, such as the timer that prunes. Drop-ins of your own stay.
                        Releases, history, what the application keeps and its account stay too. A rollback brings the application back: its units are
                        enabled then, as after a first installation, and the timer that prunes has to be enabled again.""")
                .option(DriftOptions.OVERWRITE)
                .example("uninstall --dry-run", "What would be taken away")
                .exits(4)
                .change();
    }

    @Override
    public Answer run(Session session) {
        return new ChangeFlow(session).run(new Request.Uninstall(DriftOptions.of(session.values())));
    }
}
