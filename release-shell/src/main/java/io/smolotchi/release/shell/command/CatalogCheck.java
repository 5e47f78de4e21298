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

/** {@code catalog check}. */
public final class CatalogCheck implements Verb {

    public static final String SUMMARY = "Whether the catalog is sound, page by page";

    @Override
    public Form form() {
        return Form.of("catalog check", Group.MACHINE, SUMMARY)
                .about("Exit code 7 when it is gone or broken.")
                .example("catalog check", "After the machine was cut off, or its card acts strangely")
                .exits(3, 7)
                .look();
    }

    @Override
    public Answer run(Session session) {
        CatalogReport report = session.inquiries().catalog();
        List<String> next = report.sound() ? List.of() : List.of(session.typed("catalog rebuild"));
        return new Answer(new CatalogView(report, next), report.sound() ? ExitCode.DONE : ExitCode.FINDINGS);
    }
}
