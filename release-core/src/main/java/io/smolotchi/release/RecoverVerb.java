package io.smolotchi.release;

import io.smolotchi.release.activation.Leaving;
import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.activation.Recovery;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.plan.SmallPlan;
import io.smolotchi.release.refusal.Refused;
import java.util.List;
import java.util.Optional;

/** What an activation left open is brought to an end, or given up. */
final class RecoverVerb implements Verb {

    private static final String NOTHING = "nothing is open";

    private final Parts parts;
    private final Turn turn;
    private final Request.Recover request;

    RecoverVerb(Parts parts, Turn turn, Request.Recover request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
    }

    @Override
    public Plan plan() {
        try {
            return OpenJournal.find(parts.openDirectory())
                    .map(this::plan)
                    .orElseGet(() -> new SmallPlan(SmallPlan.FORMAT, NOTHING, List.of(), true, List.of()));
        } catch (Refused e) {
            return new SmallPlan(SmallPlan.FORMAT, "recover", List.of(), false, e.refusals());
        }
    }

    private Plan plan(OpenJournal journal) {
        Intent intent = journal.intent();
        String name = "@" + intent.id() + " (" + intent.kind().word() + " " + intent.goalWords() + ")";
        if (OpenJournal.unfinished(parts.openDirectory(), parts.reads()).isEmpty()) {
            String effect = "tidy up after " + name + ", which has ended";
            return new SmallPlan(SmallPlan.FORMAT, "recover: " + effect, List.of(effect), false, List.of());
        }
        if (request.leave()) {
            return leave(journal, name);
        }
        String effect = "bring " + name + " to an end";
        return new SmallPlan(SmallPlan.FORMAT, "recover: " + effect, List.of(effect), false, List.of());
    }

    private static Plan leave(OpenJournal journal, String name) {
        String old = journal.intent().from().map(Object::toString).orElse("nothing");
        return new SmallPlan(
                SmallPlan.FORMAT,
                "leave " + name + " as it is",
                List.of(
                        "point current at " + old + ", and put its unit files back, where that is not so",
                        "start, stop and watch nothing: whatever runs then runs on",
                        "end " + name
                                + ", which stays stranded in the history, so that another release can be activated"),
                false,
                Leaving.refusal(journal).stream().toList());
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toRecover(
                operation,
                run,
                () -> (request.leave() ? parts.recovery().leave(run) : recovered(run))
                        .orElseGet(() -> Agreement.nothingToDo(NOTHING)));
    }

    /** The outcome is that of what was recovered, so that the exit code tells. */
    private Optional<Outcome> recovered(OperationRun run) {
        Optional<Recovery.Recovered> recovered = turn.recovered(run, request.stranded());
        turn.deserted();
        return recovered
                .map(Recovery.Recovered::outcome)
                .map(outcome -> outcome.live() ? new Outcome.Done("went on: " + outcome.word()) : outcome);
    }
}
