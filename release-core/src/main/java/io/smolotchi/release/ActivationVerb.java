package io.smolotchi.release;

import io.smolotchi.release.activation.Recovery;
import io.smolotchi.release.activation.steps.ShutdownInTheMiddle;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.operation.OperationRun;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.systemd.ShuttingDownException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever changes what runs, by the engine. */
final class ActivationVerb implements Verb {

    private static final Logger LOG = LoggerFactory.getLogger(ActivationVerb.class);

    private final Parts parts;
    private final Turn turn;
    private final Supplier<Plan> plan;
    private final BiFunction<Operation, OperationRun, Outcome> activation;

    /** @param activation under the change lock */
    ActivationVerb(
            Parts parts, Turn turn, Supplier<Plan> plan, BiFunction<Operation, OperationRun, Outcome> activation) {
        this.parts = parts;
        this.turn = turn;
        this.plan = plan;
        this.activation = activation;
    }

    @Override
    public Plan plan() {
        return plan.get();
    }

    @Override
    public Outcome perform(Operation operation, OperationRun run) {
        return turn.toChange(operation, run, () -> {
            Outcome outcome = toAnEnd(operation, run);
            turn.afterwards(operation.kind(), outcome, run);
            return outcome;
        });
    }

    /** An error outside of every step, such as a catalog that can't be written for a moment: recovered at once, as after a crash. */
    private Outcome toAnEnd(Operation operation, OperationRun run) {
        try {
            return activation.apply(operation, run);
        } catch (Refused | ShutdownInTheMiddle | ShuttingDownException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("operation {} met an error that no step foresaw", run.id(), e);
            return parts.recovery()
                    .recover(run, false)
                    .map(Recovery.Recovered::outcome)
                    .orElseThrow(() -> e);
        }
    }
}
