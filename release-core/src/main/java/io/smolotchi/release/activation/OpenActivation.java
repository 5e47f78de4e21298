package io.smolotchi.release.activation;

import io.smolotchi.release.boot.Hold;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.operation.Holder;
import io.smolotchi.release.operation.Locks;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.nio.file.Path;
import java.util.Optional;

/** The activation that has not ended, as a reason not to start anything else: one that runs is waited for, one that was interrupted is recovered. */
public final class OpenActivation {

    private final Path open;
    private final CatalogReads catalog;
    private final Locks locks;
    private final Hold hold;

    public OpenActivation(Path open, CatalogReads catalog, Locks locks, Hold hold) {
        this.open = open;
        this.catalog = catalog;
        this.locks = locks;
        this.hold = hold;
    }

    /** @param action that can't be done meanwhile, such as "prune" */
    public Optional<Refusal> refusal(String action) {
        return OpenJournal.unfinished(open, catalog).map(journal -> refusal(action, journal));
    }

    private Refusal refusal(String action, OpenJournal journal) {
        String name = "@" + journal.intent().id() + " ("
                + journal.intent().kind().word() + " " + journal.intent().goalWords() + ")";
        Optional<Holder> holder = locks.changeHolder();
        if (holder.isPresent()) {
            return Refusal.of(
                    Code.BUSY,
                    "cannot " + action + ": the lock is held by " + holder.get().words(),
                    "smolotchi-release watch @" + journal.intent().id());
        }
        return journal.stranded() || hold.isSet()
                ? Refusal.of(
                        Code.STRANDED,
                        "cannot " + action + ": " + name + " failed and could not be undone",
                        "smolotchi-release recover, or: smolotchi-release recover --leave")
                : Refusal.of(
                        Code.ACTIVATION_OPEN,
                        "cannot " + action + ": " + name + " was interrupted",
                        "smolotchi-release recover");
    }
}
