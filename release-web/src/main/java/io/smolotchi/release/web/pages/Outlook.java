package io.smolotchi.release.web.pages;

import io.smolotchi.release.Diagnosis;
import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.PrunePlan;
import java.time.Instant;

/**
 * What was found when somebody last looked closely.
 *
 * @param at when the doctor looked
 * @param prunedAt when it was asked what a prune would delete
 * @param newest number of the last event of the catalog at that time: what ended later may have changed what was found
 * @param prune what a prune would have deleted, a sentence; empty when it is refused
 */
record Outlook(Instant at, Instant prunedAt, long newest, Diagnosis diagnosis, String prune) {

    /** What a prune would delete was not asked again, and is as old as before. */
    Outlook with(Diagnosis later, Instant then) {
        return new Outlook(then, prunedAt, newest, later, prune);
    }

    static String prune(Plan plan) {
        if (!(plan instanceof PrunePlan prune) || plan.refused()) {
            return "";
        }
        if (plan.nothingToDo()) {
            return "A prune now would delete nothing.";
        }
        int releases = prune.deletions().size();
        return "A prune now would delete "
                + (releases == 0 ? "no release" : releases == 1 ? "1 release" : releases + " releases") + " and free "
                + ByteCount.words(prune.freed()) + ".";
    }
}
