package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.Verbs;
import java.util.ArrayList;
import java.util.List;

/** All commands. */
public final class Commands {

    private Commands() {}

    public static Verbs all() {
        List<Verb> verbs = new ArrayList<>(List.of(
                new Status(),
                new ListReleases(),
                new Show(),
                new Verify(),
                new Diff(),
                new History(),
                new Watch(),
                new Stage(),
                Marking.pin(),
                Marking.unpin(),
                Marking.markBad(),
                Marking.markGood(),
                new Prune(),
                new Activate(),
                new Rollback(),
                new Redo(),
                new Recover(),
                new InstallSystemd(),
                new Adopt(),
                new Uninstall(),
                ScheduleChange.enable(),
                ScheduleChange.disable(),
                new ScheduleShow(),
                new UnitsStatus(),
                new UnitsDiff(),
                UnitsMask.mask(),
                UnitsMask.unmask(),
                new Logs(),
                new Doctor(),
                new CatalogCheck(),
                new CatalogExport(),
                new CatalogRebuild(),
                new CatalogMigrate(),
                new Run(),
                new Boot(),
                new Operator(),
                new Explain(),
                new ProgramVersion()));
        verbs.add(new Help(verbs.stream().map(Verb::form).toList()));
        return new Verbs(verbs);
    }
}
