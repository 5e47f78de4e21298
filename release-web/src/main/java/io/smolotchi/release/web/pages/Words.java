package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;

/** Names of things as the pages write them. */
final class Words {

    private Words() {}

    static String origin(Origin origin) {
        return switch (origin) {
            case CONSOLE -> "console";
            case WEB -> "web";
            case TIMER -> "timer";
            case RECOVERY -> "recovery";
        };
    }

    static String blame(Blame blame) {
        return switch (blame) {
            case RELEASE -> "The release is to blame, and is marked bad.";
            case HOST -> "The machine is to blame, not the release.";
            case OPERATOR -> "The operator stopped it; the release is not to blame.";
        };
    }

    static boolean isActivation(OperationKind kind) {
        return kind.changesWhatRuns();
    }

    /** Where an operation of that kind is followed. */
    static String href(OperationKind kind, Object id) {
        return (isActivation(kind) ? "/activations/" : "/operations/") + id;
    }
}
