package io.smolotchi.release.web.pages;

import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Advice;
import java.util.List;
import java.util.Optional;

/**
 * What runs now.
 *
 * @param current empty when nothing of ours does
 * @param since the row that made it so
 * @param serviceManager a sentence; empty when it simply runs
 * @param look what to type on the machine to see what needs a hand
 */
public record NowView(
        String application,
        String root,
        Optional<String> current,
        String currentNote,
        Optional<String> digest,
        Optional<ActivationRow> since,
        Badge health,
        Optional<Open> open,
        boolean stranded,
        String serviceManager,
        String look,
        List<String> problems,
        List<Unit> units,
        String rollbackReason,
        Action rollback,
        Optional<Action> redo,
        Action recover,
        Disk disk,
        ScheduleView schedule) {

    /** An operation that did not end yet. */
    public record Open(String number, String href, boolean running) {}

    /** @param memory empty where it is not known */
    public record Unit(
            String name,
            Badge state,
            boolean optional,
            String pid,
            int restarts,
            String memory,
            Optional<Moment> since,
            String file) {}

    /** @param used in percent */
    public record Disk(String free, String total, long used) {}

    static NowView of(Status status, boolean mayChange, Show show, Advice advice) {
        return new NowView(
                status.application(),
                status.root(),
                status.current().map(Version::value),
                status.currentNote(),
                status.digest().map(Digest::abbreviated),
                status.since().map(row -> ActivationRow.of(row, show)),
                health(status),
                status.open().map(id -> open(id, status)),
                status.stranded(),
                serviceManager(status.serviceManager()),
                advice.line("status"),
                status.problems().stream().map(advice::in).toList(),
                status.units().stream()
                        .map(unit -> unit(unit, offline(status), show))
                        .toList(),
                status.rollbackReason(),
                rollback(status).forReader(mayChange),
                status.redoTarget()
                        .map(target -> Action.of("redo", "Redo to " + target + "…", "/review/redo")
                                .forReader(mayChange)),
                recover(status).forReader(mayChange),
                disk(status.disk()),
                ScheduleView.of(status.schedule(), show));
    }

    private static Badge health(Status status) {
        if (status.stranded()) {
            return new Badge("warn", "bad", "needs a hand");
        }
        if (status.open().isPresent()) {
            return status.openRunning()
                    ? new Badge("busy", "busy", "changing")
                    : new Badge("warn", "warn", "interrupted");
        }
        if (status.current().isEmpty()) {
            return new Badge("dash", "quiet", "nothing installed");
        }
        if (offline(status) && status.well()) {
            return new Badge("dash", "quiet", "unchecked");
        }
        return status.well() ? new Badge("ok", "good", "well") : new Badge("warn", "warn", "not well");
    }

    /** Nothing is started for such a root, so nothing that runs or does not run is a sign of health. */
    private static boolean offline(Status status) {
        return status.serviceManager().equals("offline");
    }

    private static Open open(OperationId id, Status status) {
        return new Open("@" + id, "/operations/" + id, status.openRunning());
    }

    private static String serviceManager(String word) {
        return switch (word) {
            case "running" -> "";
            case "offline" -> "systemd does not run for this root: nothing is started, and health is not checked.";
            default -> "systemd says it is " + word + ".";
        };
    }

    private static Unit unit(Status.UnitHealth unit, boolean offline, Show show) {
        return new Unit(
                unit.unit(),
                offline
                        ? new Badge("dash", "quiet", unit.state())
                        : Badge.well(unit.well(), unit.optional(), unit.state()),
                unit.optional(),
                unit.mainPid() == 0 ? "" : Integer.toString(unit.mainPid()),
                unit.restarts(),
                unit.memoryBytes().map(ByteCount::words).orElse(""),
                show.moment(unit.since()),
                unit.fileState());
    }

    private static Action rollback(Status status) {
        return status.rollbackTarget()
                .map(target -> Action.of("roll-back", "Roll back to " + target + "…", "/review/rollback"))
                .orElse(Action.not("roll-back", "Roll back…", status.rollbackReason()));
    }

    private static Action recover(Status status) {
        return status.openRunning()
                ? Action.not("recover", "Recover…", "It is still being carried out.")
                : Action.of("recover", "Recover…", "/review/recover");
    }

    private static Disk disk(Status.Disk disk) {
        long used = disk.total() <= 0 ? 0 : Math.round(100.0 * (disk.total() - disk.free()) / disk.total());
        return new Disk(ByteCount.words(disk.free()), ByteCount.words(disk.total()), used);
    }
}
