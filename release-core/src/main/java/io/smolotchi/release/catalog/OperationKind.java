package io.smolotchi.release.catalog;

import java.util.Locale;

/** Anything that takes a lock. */
public enum OperationKind {
    STAGE,
    ACTIVATE,
    ROLLBACK,
    REDO,
    RE_RENDER,
    PROJECT,
    ADOPT,
    UNINSTALL,
    PRUNE,
    MARK,
    SCHEDULE,
    RECOVER,
    REPAIR,
    REBUILD,
    MEND,
    MASK;

    /** Whether it is an activation, and so a row of the history. */
    public boolean changesWhatRuns() {
        return switch (this) {
            case ACTIVATE, ROLLBACK, REDO, RE_RENDER, PROJECT, ADOPT, UNINSTALL -> true;
            case STAGE, PRUNE, MARK, SCHEDULE, RECOVER, REPAIR, REBUILD, MEND, MASK -> false;
        };
    }

    /** Whether it can be taken back whole before it ends, and so be cancelled. */
    public boolean cancellable() {
        return this == STAGE || this == REPAIR;
    }

    /** As people write it: lower case with a hyphen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
