package io.smolotchi.release.shell;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.InstalledUnit;
import io.smolotchi.release.LogPage;
import io.smolotchi.release.ReleaseDetails;
import io.smolotchi.release.ReleaseSummary;
import io.smolotchi.release.ScheduleStatus;
import io.smolotchi.release.Status;
import io.smolotchi.release.VerifiedRelease;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.FileChange;
import io.smolotchi.release.plan.PackageChange;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.plan.ReleaseComparison;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.plan.StagePlan;
import io.smolotchi.release.plan.StateLevel;
import io.smolotchi.release.plan.StatePlan;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine with four releases, of which one failed. */
final class Sample {

    static final Version GOOD = Version.of("1.1.0");

    private Sample() {}

    private static Instant ago(Duration age) {
        return Recorder.NOW.minus(age);
    }

    private static Release release(long sequence, String version, Duration age, long bytes) {
        return new Release(
                sequence,
                Version.of(version),
                Digest.of(version),
                new OperationId(sequence * 2),
                ago(age),
                "/home/anna/smolotchi-" + version + ".tar.gz",
                253,
                bytes,
                Optional.empty());
    }

    private static List<Release> staged() {
        return List.of(
                release(4, "1.2.0", Duration.ofMinutes(50), 1_730_000),
                release(3, "1.1.0", Duration.ofHours(5), 1_720_000),
                release(2, "1.1.0-rc1", Duration.ofDays(3), 1_719_000),
                release(1, "1.0.0", Duration.ofDays(40), 990_000));
    }

    private static Mark mark(String version, Mark.Kind kind, String reason, long by) {
        return new Mark(Version.of(version), Digest.of(version), kind, true, reason, new OperationId(by), Recorder.NOW);
    }

    private static ReleaseHistory past() {
        return new ReleaseHistory(
                history(),
                staged(),
                List.of(
                        mark("1.1.0-rc1", Mark.Kind.ROLLED_BACK_FROM, "", 6),
                        mark("1.0.0", Mark.Kind.PINNED, "", 10),
                        mark("1.2.0", Mark.Kind.BAD, "web answered 500 for 10 s, see @9", 9)));
    }

    private static RollbackChoice choice() {
        return RollbackChoice.along(past(), 1, Recorder.NOW);
    }

    static List<ReleaseSummary> releases() {
        return staged().stream()
                .map(release -> ReleaseSummary.of(
                        release, past(), Optional.of(GOOD), choice().target().flatMap(Activation::to)))
                .toList();
    }

    static ReleaseDetails details(ReleaseSummary summary) {
        return new ReleaseDetails(
                summary,
                20_000,
                40_000,
                List.of("source: " + summary.release().source(), "python: 3.11.2"),
                List.of("smolotchi-core.service", "smolotchi-web.service"),
                history().stream()
                        .filter(row ->
                                row.to().equals(Optional.of(summary.release().version())))
                        .toList());
    }

    /** Where a row leads back to: of an activation itself and what was in force, of a rollback the row that it reinstates. */
    private record Back(long position, long parent) {}

    private static Activation row(
            long id,
            OperationKind kind,
            String actor,
            String from,
            String to,
            Duration age,
            Outcome outcome,
            Back back) {
        return new Activation(
                new OperationId(id),
                kind,
                new Caller(actor, actor.equals("anna") ? Origin.CONSOLE : Origin.WEB, id == 9 ? "new web page" : ""),
                from.isEmpty() ? Optional.empty() : Optional.of(Version.of(from)),
                Optional.of(Version.of(to)),
                Optional.of(Digest.of(to)),
                new OperationId(back.position()),
                back.parent() == 0 ? Optional.empty() : Optional.of(new OperationId(back.parent())),
                ago(age),
                "{\"web-port\":8080}",
                "{\"format\":1}",
                Optional.of(new Ended(ago(age).plusMillis(14_200), outcome)));
    }

    static List<VerifiedRelease> verified() {
        return List.of(
                new VerifiedRelease(Version.of("1.0.0"), 253, 990_000, List.of()),
                new VerifiedRelease(
                        GOOD,
                        253,
                        1_720_000,
                        List.of(
                                new VerifiedRelease.Finding(
                                        "changed",
                                        "smolotchi/web.py",
                                        "1f2e3d4c5b6a",
                                        "0a1b2c3d4e5f",
                                        List.of(Version.of("1.2.0")),
                                        "changed: smolotchi/web.py (1f2e3d4c5b6a, found 0a1b2c3d4e5f), the same file in 1.2.0"),
                                new VerifiedRelease.Finding("extra", "x", "", "a file", List.of(), "extra: x"))));
    }

    static List<Activation> history() {
        Outcome healthy = new Outcome.Healthy();
        Outcome undone =
                new Outcome.RolledBack("watch", Code.HEALTH_FAILED, "web answered 500 for 10 s", Blame.RELEASE);
        OperationKind activate = OperationKind.ACTIVATE;
        return List.of(
                row(9, activate, "anna", "1.1.0", "1.2.0", Duration.ofMinutes(45), undone, new Back(9, 7)),
                row(7, activate, "bob", "1.0.0", "1.1.0", Duration.ofHours(4), healthy, new Back(7, 3)),
                row(
                        6,
                        OperationKind.ROLLBACK,
                        "anna",
                        "1.1.0-rc1",
                        "1.0.0",
                        Duration.ofHours(50),
                        healthy,
                        new Back(3, 5)),
                row(5, activate, "anna", "1.0.0", "1.1.0-rc1", Duration.ofDays(3), healthy, new Back(5, 3)),
                row(3, activate, "anna", "", "1.0.0", Duration.ofDays(39), healthy, new Back(3, 0)));
    }

    static Optional<Operation> operation(OperationId id) {
        return history().stream()
                .filter(row -> row.id().equals(id))
                .map(row -> new Operation(
                        row.id(),
                        row.kind(),
                        row.caller(),
                        row.openedAt(),
                        "{\"verb\":\"Activate\"}",
                        Optional.empty(),
                        row.ended()))
                .findFirst();
    }

    static ReleaseComparison comparison(Version from, Version to) {
        return new ReleaseComparison(
                from,
                to,
                40_000,
                43_100,
                List.of(new UnitChange(
                        "/etc/systemd/system/smolotchi-web.service",
                        UnitChange.Kind.CHANGED,
                        "@@ -3,3 +3,3 @@\n [Service]\n-Nice=1\n+Nice=2\n",
                        "restart smolotchi-web.service")),
                List.of(
                        new FileChange(
                                "smolotchi/cli.py",
                                FileChange.Kind.CHANGED,
                                1_000,
                                1_100,
                                "@@ -1,2 +1,2 @@\n import sys\n-VERSION = 1\n+VERSION = 2\n",
                                ""),
                        new FileChange("smolotchi/logo.png", FileChange.Kind.ADDED, 0, 3_000, "", ""),
                        new FileChange(
                                "smolotchi/old.bin", FileChange.Kind.CHANGED, 5, 5, "", "binary, or too long to show"),
                        new FileChange("tools/run.sh", FileChange.Kind.MODE, 20, 20, "", "0444 to 0555")),
                List.of(new PackageChange("flask", "3.0.0", "3.1.0"), new PackageChange("rich", "", "14.0")),
                List.of());
    }

    static Status status() {
        return new Status(
                "smolotchi",
                "/",
                Optional.of(GOOD),
                "",
                Optional.of(Digest.of("1.1.0")),
                Optional.of(history().get(1)),
                Optional.empty(),
                false,
                false,
                "running",
                List.of(
                        unit("smolotchi-core.service", "active (running)", true, false, 0),
                        unit("smolotchi-web.service", "active (running)", true, false, 1),
                        unit("smolotchi-display.service", "failed (exit-code)", false, true, 0)),
                choice().target().flatMap(Activation::to),
                choice().explanation(),
                Optional.of(Version.of("1.1.0-rc1")),
                new Status.Disk(21_400_000_000L, 31_000_000_000L),
                schedule(),
                List.of());
    }

    static Status unwell() {
        Status well = status();
        return new Status(
                well.application(),
                "/mnt/card",
                Optional.empty(),
                "current points at /opt/other",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new OperationId(12)),
                false,
                false,
                "degraded",
                List.of(unit("smolotchi-web.service", "inactive (dead)", false, false, 0)),
                Optional.empty(),
                "no earlier release qualifies",
                Optional.empty(),
                well.disk(),
                new ScheduleStatus(Optional.empty(), Optional.empty(), Optional.empty(), ""),
                List.of("current points at something that the history does not know"));
    }

    private static Status.UnitHealth unit(String name, String state, boolean well, boolean optional, int restarts) {
        return new Status.UnitHealth(
                name,
                state,
                well,
                optional,
                well ? 812 : 0,
                restarts,
                well ? Optional.of(31_400_000L) : Optional.empty(),
                Optional.of(ago(Duration.ofHours(4))),
                optional ? "disabled" : "enabled");
    }

    static List<InstalledUnit> units(Status status) {
        return status.units().stream()
                .map(unit -> new InstalledUnit(
                        unit,
                        unit.mainPid() == 0 ? Optional.empty() : Optional.of(GOOD),
                        unit.unit().contains("web") ? List.of("changed by hand") : List.of()))
                .toList();
    }

    static LogPage log(String unit) {
        return new LogPage(
                unit,
                List.of(
                        new LogPage.Line(ago(Duration.ofMinutes(3)), "systemd", 1, 6, "Started the web UI."),
                        new LogPage.Line(
                                ago(Duration.ofMinutes(2)), "python3", 812, 3, "Traceback\n  \u001b[31mboom\u001b[0m")),
                Optional.of("s=1"));
    }

    static Diagnosis diagnosis() {
        return new Diagnosis(List.of(
                new Diagnosis.Line("settings", "well", "release.yaml can be used", List.of(), "", ""),
                new Diagnosis.Line(
                        "directories",
                        "wrong",
                        "not as declared",
                        List.of("/run/smolotchi/locks is not there"),
                        "smolotchi-release doctor --fix",
                        "create the missing directories"),
                new Diagnosis.Line(
                        "timers",
                        "note",
                        "no timer prunes releases",
                        List.of(),
                        "smolotchi-release schedule enable",
                        ""),
                new Diagnosis.Line("units", "skipped", "systemd does not run for this root", List.of(), "", "")));
    }

    static ScheduleStatus schedule() {
        return new ScheduleStatus(
                Optional.of("daily"),
                Optional.of(Recorder.NOW.plus(Duration.ofHours(10))),
                Optional.of(ago(Duration.ofHours(14))),
                "done: nothing to delete");
    }

    static ActivationPlan activation(Refusal... refusals) {
        return new ActivationPlan(
                ActivationPlan.FORMAT,
                OperationKind.ACTIVATE,
                Optional.of(Version.of("1.0.0")),
                Optional.of(GOOD),
                Optional.empty(),
                Optional.of(Digest.of("1.1.0")),
                Optional.empty(),
                Optional.of(new OperationId(3)),
                List.of("1.1.0 was staged 5 h ago and has not run yet"),
                List.of(
                        new UnitChange(
                                "/etc/systemd/system/smolotchi-web.service",
                                UnitChange.Kind.CHANGED,
                                """
                                @@ -3,3 +3,3 @@
                                 [Service]
                                -ExecStart=/usr/bin/python3 -m smolotchi.cli web
                                +ExecStart=/usr/bin/python3 -m smolotchi.cli web --fast
                                """,
                                "restart smolotchi-web.service"),
                        new UnitChange(
                                "/etc/systemd/system/smolotchi-ai.service",
                                UnitChange.Kind.REMOVED,
                                "",
                                "stop and disable it")),
                List.of("smolotchi-web.service", "smolotchi-core.service"),
                List.of("smolotchi-core.service", "smolotchi-web.service"),
                true,
                List.of(
                        new PlannedStep("stop", "stop 2 units"),
                        new PlannedStep("switch", "point current at releases/1.1.0"),
                        new PlannedStep("watch", "http web, steady for 10 s")),
                Map.of("web-port", "8080 -> 8081"),
                Optional.of(new StatePlan(List.of("/var/lib/smolotchi/events.db"), Optional.empty(), StateLevel.NONE)),
                List.of("the display unit is optional and is not installed"),
                List.of(refusals));
    }

    static StagePlan staging(Refusal... refusals) {
        return new StagePlan(
                StagePlan.FORMAT,
                Optional.of(GOOD),
                "release.yaml",
                "/home/anna/smolotchi",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(refusals));
    }

    static PrunePlan pruning(Refusal... refusals) {
        return new PrunePlan(
                PrunePlan.FORMAT,
                "keep the last 2 healthy releases, and whatever is younger than 7 days",
                List.of(
                        new PrunePlan.Row(
                                4, Version.of("1.2.0"), true, "never healthy, and one of those is kept", 12_000),
                        new PrunePlan.Row(3, GOOD, false, "current", 0),
                        new PrunePlan.Row(1, Version.of("1.0.0"), false, "rollback target; pinned", 0)),
                List.of(
                        new PrunePlan.Copy(new OperationId(7), false, "number 1 of the 1 to keep", 0),
                        new PrunePlan.Copy(new OperationId(3), true, "older than the last 1", 40_000)),
                12,
                List.of("releases/old is not a release of ours: left alone"),
                List.of(refusals));
    }

    static SmallPlan nothing() {
        return new SmallPlan(SmallPlan.FORMAT, "nothing is open", List.of(), true, List.of());
    }

    static SmallPlan pinning() {
        return new SmallPlan(
                SmallPlan.FORMAT, "pin 1.1.0", List.of("1.1.0 is kept from being pruned"), false, List.of());
    }

    static List<Event> steps(OperationId id) {
        return List.of(
                event(1, id, 0, Event.Type.STARTED, "", "activate 1.1.0"),
                event(2, id, 10, Event.Type.STEP_STARTED, "stop", ""),
                event(3, id, 410, Event.Type.STEP_DONE, "stop", "2 units stopped"),
                event(4, id, 410, Event.Type.STEP_STARTED, "switch", ""),
                event(5, id, 430, Event.Type.STEP_DONE, "switch", ""),
                event(6, id, 500, Event.Type.STEP_STARTED, "watch", ""),
                event(7, id, 12_200, Event.Type.STEP_DONE, "watch", "http web: green"));
    }

    static List<Event> failedSteps(OperationId id) {
        List<Event> events = new ArrayList<>(steps(id).subList(0, 6));
        events.add(event(7, id, 10_500, Event.Type.STEP_FAILED, "watch", "web answered 500"));
        events.add(event(8, id, 10_600, Event.Type.STEP_UNDOING, "switch", ""));
        events.add(event(9, id, 10_650, Event.Type.STEP_UNDONE, "switch", "current is 1.1.0"));
        events.add(event(10, id, 10_700, Event.Type.NOTE, "", "1.2.0 is marked bad"));
        events.add(event(
                11,
                id,
                10_800,
                Event.Type.EVIDENCE,
                "journal of smolotchi-web.service",
                "web[812]: Traceback\n  \u001b[31mboom\u001b[0m\n"));
        return events;
    }

    private static Event event(long id, OperationId operation, long millis, Event.Type type, String step, String text) {
        return new Event(id, operation, Recorder.NOW.plusMillis(millis), type, step, text, "{}");
    }
}
