package io.smolotchi.release.shell.command;

import io.smolotchi.release.CatalogReport;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.output.CatalogView;
import java.util.List;

/** {@code catalog migrate}: what an upgrade of this program does for the catalog. Typed by the package, not by people. */
public final class CatalogMigrate implements Verb {

    public static final String SUMMARY = "Bring the catalog to the format of this program";

    @Override
    public Form form() {
        return Form.of("catalog migrate", Group.MACHINE, SUMMARY)
                .hidden()
                .exits(3, 6)
                .look();
    }

    @Override
    public Answer run(Session session) {
        CatalogReport report = session.changes().migrateCatalog(session.caller());
        return new Answer(new CatalogView(report, List.of()), ExitCode.DONE);
    }
}
