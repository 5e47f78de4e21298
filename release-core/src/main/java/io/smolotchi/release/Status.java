package io.smolotchi.release;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What runs now, as far as disk, catalog and systemd tell.
 *
 * @param application its name
 * @param root as given by {@code --root}
 * @param current what the link says; empty when there is none or it is no release of ours
 * @param currentNote what is odd about the link, empty when nothing is
 * @param since row of the history that made it so
 * @param open operation that is in progress or was interrupted
 * @param openRunning whether somebody is carrying it out now
 * @param stranded whether the last activation needs a hand
 * @param serviceManager as {@code systemctl is-system-running} names it; "offline" when it does not run
 * @param rollbackTarget what a rollback would choose
 * @param rollbackReason the choice in one line, or why there is none
 * @param redoTarget what a redo would go back to; empty when the last change was no rollback, or what it left no longer qualifies
 * @param problems what does not fit together; empty when all is well
 */
public record Status(
        String application,
        String root,
        Optional<Version> current,
        String currentNote,
        Optional<Digest> digest,
        Optional<Activation> since,
        Optional<OperationId> open,
        boolean openRunning,
        boolean stranded,
        String serviceManager,
        List<UnitHealth> units,
        Optional<Version> rollbackTarget,
        String rollbackReason,
        Optional<Version> redoTarget,
        Disk disk,
        ScheduleStatus schedule,
        List<String> problems) {

    /**
     * @param state such as "active (running)"
     * @param well whether it is as it should be
     * @param mainPid 0 when there is none
     */
    public record UnitHealth(
            String unit,
            String state,
            boolean well,
            boolean optional,
            int mainPid,
            int restarts,
            Optional<Long> memoryBytes,
            Optional<Instant> since,
            String fileState) {}

    /** Of the file system that holds the releases, in bytes. */
    public record Disk(long free, long total) {}

    public boolean well() {
        return problems.isEmpty()
                && !stranded
                && open.isEmpty()
                && units.stream().allMatch(unit -> unit.well() || unit.optional());
    }
}
