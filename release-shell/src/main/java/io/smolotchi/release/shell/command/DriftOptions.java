package io.smolotchi.release.shell.command;

import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Values;
import java.util.Optional;

/** The two answers to "somebody changed an installed file by hand", without which nothing is activated. */
final class DriftOptions {

    static final Option OVERWRITE =
            Option.flag("overwrite-drift", "Overwrite installed files that were changed by hand");
    static final Option KEEP = Option.flag(
            "keep-drift", "Leave them as they are; they stay known as changed, and the next activation asks again");

    private DriftOptions() {}

    /** @throws Refused when both are given */
    static Optional<DriftChoice> of(Values values) {
        boolean overwrite = values.flag(OVERWRITE.name());
        boolean keep = values.flag(KEEP.name());
        if (overwrite && keep) {
            throw new Refused(
                    Code.VALUE_MALFORMED,
                    "cannot use --overwrite-drift and --keep-drift together: because they contradict each other",
                    "");
        }
        return overwrite ? Optional.of(DriftChoice.OVERWRITE) : keep ? Optional.of(DriftChoice.KEEP) : Optional.empty();
    }
}
