package io.smolotchi.release.shell;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/** What a process of this program exits with. Part of the interface for scripts. */
public enum ExitCode {
    DONE(0, "Done, or nothing to do"),
    FAULT(1, "A fault of this program or of the machine"),
    USAGE(2, "Unknown command or option, or a malformed value"),
    REFUSED(3, "Refused: nothing was changed. Also a --dry-run whose plan is refused"),
    RESTORED(4, "Failed, and the state before was put back"),
    STRANDED(5, "Failed, and it needs a hand: the message says what is where"),
    BUSY(6, "Another operation holds the lock"),
    FINDINGS(7, "Something is not as it should be, such as an unhealthy status"),
    INTERRUPTED(
            130,
            "Interrupted by Ctrl-C: before the first step, while following an operation that goes on, or in a staging, which is taken back"),
    TERMINATED(143, "Ended by SIGTERM, likewise");

    private final int value;
    private final String about;

    ExitCode(int value, String about) {
        this.value = value;
        this.about = about;
    }

    public int value() {
        return value;
    }

    public String about() {
        return about;
    }

    public static ExitCode of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Healthy _, Outcome.Unchecked _, Outcome.Done _ -> DONE;
            case Outcome.RolledBack _ -> RESTORED;
            case Outcome.Abandoned _ -> RESTORED;
            case Outcome.Stranded _ -> STRANDED;
            case Outcome.Refused refused -> of(refused.refusals());
            case Outcome.Failed _ -> FAULT;
        };
    }

    /** A malformed word decides; waiting helps only when nothing but the lock is in the way. */
    public static ExitCode of(List<Refusal> refusals) {
        if (refusals.stream().allMatch(refusal -> refusal.code() == Code.CANCELLED)) {
            return INTERRUPTED;
        }
        if (some(refusals, Code.Kind.USAGE)) {
            return USAGE;
        }
        if (some(refusals, Code.Kind.REFUSED)) {
            return REFUSED;
        }
        return some(refusals, Code.Kind.BUSY) ? BUSY : FAULT;
    }

    private static boolean some(List<Refusal> refusals, Code.Kind kind) {
        return refusals.stream().anyMatch(refusal -> refusal.code().kind() == kind);
    }
}
