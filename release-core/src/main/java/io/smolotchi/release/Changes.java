package io.smolotchi.release;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;

/** Verbs that plan and alter. */
public interface Changes {

    /**
     * What the request would do; takes no lock and touches nothing. Refusals are in the plan, not thrown.
     *
     * @throws io.smolotchi.release.refusal.Refused NOT_ROOT, when this user could not change anything and may not read all that a plan needs
     */
    Plan plan(Request request);

    /**
     * Has the request carried out, and returns as soon as it is under way; follow it by its events. Where systemd runs, a service of its own does it,
     * so that it goes on without the caller.
     *
     * @param expectedPlan digest of the plan that the caller saw: the operation is refused when it would do something else
     */
    OperationId ask(Request request, Caller caller, Optional<Digest> expectedPlan);

    /**
     * What an activation would do of a tree that is not staged yet; the console's alone, since it reads a path of this machine.
     *
     * @param tree a directory, for this process
     * @throws io.smolotchi.release.refusal.Refused as {@link #plan}
     */
    ActivationPlan preview(Path tree, Request.Activate request);

    /** Whether this process would carry the request out itself, so that it must not end before the operation does. */
    boolean here(Request request);

    /**
     * Has an operation that this process or a service of its own carries out stop where it can be taken back whole, which it then is; it ends as refused,
     * with the code CANCELLED, unless it was past that point. Waits for neither. May be called from any thread.
     *
     * @return false for one that has ended, that somebody else's process carries out, or that has to go on: an activation, a prune
     */
    boolean cancel(OperationId id);

    /**
     * The same for somebody who looks on: the operation's events say who it was, when it could be told.
     *
     * @param who as the history names actors
     */
    boolean cancel(OperationId id, String who);

    /**
     * Makes the catalog again from the sealed releases, when it is gone or broken; a sound one is left alone. Done here and now, under both locks.
     *
     * @throws io.smolotchi.release.refusal.Refused when somebody holds a lock
     */
    CatalogReport rebuildCatalog(Caller caller);

    /**
     * Brings a catalog of an earlier format to this program's, after a copy, under the lock; one that is not there is not made. Any other change would do so
     * too: this is for whoever exchanges the program, and has no other change to make.
     *
     * @throws io.smolotchi.release.refusal.Refused when somebody holds the lock, or a newer version of this program wrote it
     */
    CatalogReport migrateCatalog(Caller caller);

    /** Carries out, in this process, what was asked. */
    Outcome perform(OperationId id);

    /**
     * For the unit that is ordered before the application at boot: makes link and units on disk those of one release, should an activation have been
     * interrupted. Its end is left to a recovery after the boot.
     */
    Outcome boot();
}
