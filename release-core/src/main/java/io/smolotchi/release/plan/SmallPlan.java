package io.smolotchi.release.plan;

import io.smolotchi.release.refusal.Refusal;
import java.util.List;

/** The plan of a request that has a single effect: a mark, the schedule, a recovery. */
public record SmallPlan(int format, String summary, List<String> effects, boolean nothingToDo, List<Refusal> refusals)
        implements Plan {

    public static final int FORMAT = 1;

    public SmallPlan {
        effects = List.copyOf(effects);
        refusals = List.copyOf(refusals);
    }
}
