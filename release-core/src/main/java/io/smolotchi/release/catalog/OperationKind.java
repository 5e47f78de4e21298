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

    /** As people write it: lower case with a hyphen. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
