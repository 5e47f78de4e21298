package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.ReleaseListView;
import java.util.Map;

/** {@code list}. */
public final class ListReleases implements Verb {

    public static final String SUMMARY = "The releases on this machine, newest first";

    @Override
    public Form form() {
        return Form.of("list", Group.LOOK, SUMMARY)
                .about(
                        "Newest means staged last: versions have no other order. ALONE is what deleting that release alone would free.")
                .example("list", "All releases with their state")
                .example("list -q", "Their versions alone, one a line, for scripts")
                .exits(3)
                .look();
    }

    @Override
    public Answer run(Session session) {
        return Answer.of(new ReleaseListView(
                session.inquiries().releases(),
                session.quiet() ? Map.of() : session.inquiries().bytesAlone()));
    }
}
