package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.command.Activate;
import io.smolotchi.release.shell.command.Adopt;
import io.smolotchi.release.shell.command.CatalogCheck;
import io.smolotchi.release.shell.command.CatalogExport;
import io.smolotchi.release.shell.command.CatalogRebuild;
import io.smolotchi.release.shell.command.Diff;
import io.smolotchi.release.shell.command.Doctor;
import io.smolotchi.release.shell.command.Explain;
import io.smolotchi.release.shell.command.Help;
import io.smolotchi.release.shell.command.History;
import io.smolotchi.release.shell.command.InstallSystemd;
import io.smolotchi.release.shell.command.ListReleases;
import io.smolotchi.release.shell.command.Logs;
import io.smolotchi.release.shell.command.Marking;
import io.smolotchi.release.shell.command.ProgramVersion;
import io.smolotchi.release.shell.command.Prune;
import io.smolotchi.release.shell.command.Recover;
import io.smolotchi.release.shell.command.Redo;
import io.smolotchi.release.shell.command.Rollback;
import io.smolotchi.release.shell.command.ScheduleChange;
import io.smolotchi.release.shell.command.ScheduleShow;
import io.smolotchi.release.shell.command.Show;
import io.smolotchi.release.shell.command.Stage;
import io.smolotchi.release.shell.command.Status;
import io.smolotchi.release.shell.command.Uninstall;
import io.smolotchi.release.shell.command.UnitsDiff;
import io.smolotchi.release.shell.command.UnitsMask;
import io.smolotchi.release.shell.command.UnitsStatus;
import io.smolotchi.release.shell.command.Verify;
import io.smolotchi.release.shell.command.Watch;
import java.util.ArrayList;
import java.util.List;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.annotation.Command;

/** The commands as Spring Shell sees them. Each hands its words on; what they mean is decided where the one-shot console decides it too. */
public class ReleaseCommands {

    static final String EXIT = "exitStatusOfCommands";

    private static final String LOOK = "Look";
    private static final String RELEASES = "Releases";
    private static final String RUNS = "What runs";
    private static final String MACHINE = "Machine";
    private static final String HELP = "Help";

    private final Lines lines;

    ReleaseCommands(Lines lines) {
        this.lines = lines;
    }

    @Command(name = "status", group = LOOK, description = Status.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void status(CommandContext context) {
        run(context);
    }

    @Command(name = "list", group = LOOK, description = ListReleases.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void list(CommandContext context) {
        run(context);
    }

    @Command(name = "show", group = LOOK, description = Show.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void show(CommandContext context) {
        run(context);
    }

    @Command(name = "verify", group = LOOK, description = Verify.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void verify(CommandContext context) {
        run(context);
    }

    @Command(name = "diff", group = LOOK, description = Diff.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void diff(CommandContext context) {
        run(context);
    }

    @Command(name = "history", group = LOOK, description = History.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void history(CommandContext context) {
        run(context);
    }

    @Command(name = "watch", group = LOOK, description = Watch.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void watch(CommandContext context) {
        run(context);
    }

    @Command(name = "stage", group = RELEASES, description = Stage.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void stage(CommandContext context) {
        run(context);
    }

    @Command(name = "pin", group = RELEASES, description = Marking.PIN, exitStatusExceptionMapper = EXIT)
    public void pin(CommandContext context) {
        run(context);
    }

    @Command(name = "unpin", group = RELEASES, description = Marking.UNPIN, exitStatusExceptionMapper = EXIT)
    public void unpin(CommandContext context) {
        run(context);
    }

    @Command(name = "mark-bad", group = RELEASES, description = Marking.MARK_BAD, exitStatusExceptionMapper = EXIT)
    public void markBad(CommandContext context) {
        run(context);
    }

    @Command(name = "mark-good", group = RELEASES, description = Marking.MARK_GOOD, exitStatusExceptionMapper = EXIT)
    public void markGood(CommandContext context) {
        run(context);
    }

    @Command(name = "prune", group = RELEASES, description = Prune.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void prune(CommandContext context) {
        run(context);
    }

    @Command(name = "activate", group = RUNS, description = Activate.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void activate(CommandContext context) {
        run(context);
    }

    @Command(name = "rollback", group = RUNS, description = Rollback.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void rollback(CommandContext context) {
        run(context);
    }

    @Command(name = "redo", group = RUNS, description = Redo.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void redo(CommandContext context) {
        run(context);
    }

    @Command(name = "recover", group = RUNS, description = Recover.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void recover(CommandContext context) {
        run(context);
    }

    @Command(
            name = "install-systemd",
            group = RUNS,
            description = InstallSystemd.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void installSystemd(CommandContext context) {
        run(context);
    }

    @Command(name = "uninstall", group = RUNS, description = Uninstall.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void uninstall(CommandContext context) {
        run(context);
    }

    @Command(name = "adopt", group = RUNS, description = Adopt.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void adopt(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"schedule", "enable"},
            group = MACHINE,
            description = ScheduleChange.ENABLE,
            exitStatusExceptionMapper = EXIT)
    public void scheduleEnable(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"schedule", "disable"},
            group = MACHINE,
            description = ScheduleChange.DISABLE,
            exitStatusExceptionMapper = EXIT)
    public void scheduleDisable(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"schedule", "status"},
            group = MACHINE,
            description = ScheduleShow.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void scheduleStatus(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"units", "status"},
            group = MACHINE,
            description = UnitsStatus.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void unitsStatus(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"units", "diff"},
            group = MACHINE,
            description = UnitsDiff.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void unitsDiff(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"units", "mask"},
            group = MACHINE,
            description = UnitsMask.MASK,
            exitStatusExceptionMapper = EXIT)
    public void unitsMask(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"units", "unmask"},
            group = MACHINE,
            description = UnitsMask.UNMASK,
            exitStatusExceptionMapper = EXIT)
    public void unitsUnmask(CommandContext context) {
        run(context);
    }

    @Command(name = "logs", group = MACHINE, description = Logs.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void logs(CommandContext context) {
        run(context);
    }

    @Command(name = "doctor", group = MACHINE, description = Doctor.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void doctor(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"catalog", "check"},
            group = MACHINE,
            description = CatalogCheck.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void catalogCheck(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"catalog", "export"},
            group = MACHINE,
            description = CatalogExport.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void catalogExport(CommandContext context) {
        run(context);
    }

    @Command(
            name = {"catalog", "rebuild"},
            group = MACHINE,
            description = CatalogRebuild.SUMMARY,
            exitStatusExceptionMapper = EXIT)
    public void catalogRebuild(CommandContext context) {
        run(context);
    }

    @Command(name = "explain", group = HELP, description = Explain.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void explain(CommandContext context) {
        run(context);
    }

    @Command(name = "version", group = HELP, description = ProgramVersion.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void version(CommandContext context) {
        run(context);
    }

    @Command(name = "help", group = HELP, description = Help.SUMMARY, exitStatusExceptionMapper = EXIT)
    public void help(CommandContext context) {
        run(context);
    }

    private void run(CommandContext context) {
        List<String> words = new ArrayList<>();
        words.add(context.parsedInput().commandName());
        words.addAll(context.parsedInput().subCommands());
        context.parsedInput().arguments().stream().map(CommandArgument::value).forEach(words::add);
        ExitCode exit = lines.run(words);
        if (exit != ExitCode.DONE) {
            throw new CommandEnded(exit);
        }
    }
}
