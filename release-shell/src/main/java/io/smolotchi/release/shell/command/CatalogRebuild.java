package io.smolotchi.release.shell.command;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.flow.ChangeFlow;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.CatalogView;
import java.util.List;
import java.util.Optional;

/** {@code catalog rebuild}. */
public final class CatalogRebuild implements Verb {

    public static final String SUMMARY = "Make a catalog that is gone or broken again from the releases on disk";

    @Override
    public Form form() {
        return Form.of("catalog rebuild", Group.MACHINE, SUMMARY)
                .about(
                        "A sound one is left alone. What there was is kept beside it. The history is gone; prune deletes nothing until enough"
                                + " releases have been healthy again.")
                .example("catalog rebuild", "What catalog check, or doctor, says is to be done")
                .asked();
    }

    @Override
    public Answer run(Session session) {
        CatalogReport found = session.inquiries().catalog();
        if (found.sound() || session.values().flag("dry-run")) {
            return new Answer(new CatalogView(found, List.of()), ExitCode.DONE);
        }
        ChangeFlow flow = new ChangeFlow(session);
        Optional<Answer> declined = flow.confirm("Make the catalog again?");
        if (declined.isPresent()) {
            return declined.get();
        }
        CatalogReport report =
                flow.patiently(OperationKind.REBUILD, () -> session.changes().rebuildCatalog(session.caller()));
        return new Answer(new CatalogView(report, List.of(session.typed("status"))), ExitCode.DONE);
    }
}
