package io.smolotchi.release;

import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.store.StagedRelease;
import java.util.Optional;

/** A directory at {@code current} becomes a release, or takes its place again. */
final class AdoptVerb implements Verb {

    private final Parts parts;
    private final Turn turn;
    private final Request.Adopt request;
    private final Adoption adoption;

    AdoptVerb(Parts parts, Turn turn, Request.Adopt request) {
        this.parts = parts;
        this.turn = turn;
        this.request = request;
        this.adoption = new Adoption(parts);
    }

    @Override
    public Plan plan() {
        return adoption.intended(request).plan();
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toStage(operation, run, () -> {
            Adoption.Intended intended = adoption.intended(request);
            Optional<Outcome> obstacle = Agreement.obstacle(operation, intended.plan());
            if (obstacle.isPresent()) {
                return obstacle.get();
            }
            if (intended.version().isEmpty()) {
                return Agreement.nothingToDo(intended.plan().summary());
            }
            Version version = intended.version().get();
            run.about(version);
            stage(intended, version, new Intake(parts, operation, run));
            return turn.toChange(
                    operation, run, () -> request.back() ? giveBack(operation) : adoption.exchange(version, operation));
        });
    }

    private void stage(Adoption.Intended intended, Version version, Intake intake) {
        intended.source().ifPresent(source -> {
            StagedRelease staged = intake.staged(source, version);
            parts.catalog().together(() -> intake.record(version, staged));
        });
    }

    /** Looked at once more, now that nobody else can change what runs. */
    private Outcome giveBack(Operation operation) {
        Adoption.Intended now = adoption.intended(request);
        return Agreement.obstacle(operation, now.plan())
                .orElseGet(() -> adoption.giveBack(now.version().orElseThrow(), operation));
    }
}
