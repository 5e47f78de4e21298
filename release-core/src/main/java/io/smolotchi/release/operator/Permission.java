package io.smolotchi.release.operator;

import io.smolotchi.release.catalog.OperationKind;
import java.util.Locale;

/** What polkit is asked about. The package has an action of each. */
enum Permission {
    READ,
    STAGE,
    ACTIVATE,
    ROLLBACK,
    PRUNE,
    MARK,
    SCHEDULE,
    RECOVER,
    REPAIR,
    MEND,
    MASK,
    CANCEL;

    private static final String PREFIX = "io.smolotchi.release.";

    /** As polkit knows it. */
    String action() {
        return PREFIX + word();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For a plan as for its execution: a plan tells of what only root may read. */
    static Permission of(OperationKind kind) {
        return switch (kind) {
            case STAGE -> STAGE;
            case ROLLBACK, REDO -> ROLLBACK;
            case PRUNE -> PRUNE;
            case MARK -> MARK;
            case SCHEDULE -> SCHEDULE;
            case RECOVER -> RECOVER;
            case REPAIR -> REPAIR;
            case MEND -> MEND;
            case MASK -> MASK;
            // Some of these are the console's alone, and refused for that to whoever may activate.
            case ACTIVATE, RE_RENDER, PROJECT, ADOPT, UNINSTALL, REBUILD -> ACTIVATE;
        };
    }
}
