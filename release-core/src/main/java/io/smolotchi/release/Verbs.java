package io.smolotchi.release;

import io.smolotchi.release.operation.Request;

/** Every request, with what carries it out. */
final class Verbs {

    private final Parts parts;
    private final Turn turn;

    Verbs(Parts parts) {
        this.parts = parts;
        this.turn = new Turn(parts);
    }

    Verb of(Request request) {
        return switch (request) {
            case Request.Stage stage -> new StageVerb(parts, turn, stage);
            case Request.Activate activate ->
                new ActivationVerb(
                        parts,
                        turn,
                        () -> parts.planner().plan(activate),
                        (operation, run) -> parts.activations().activate(operation, activate, run));
            case Request.Rollback rollback ->
                new ActivationVerb(
                        parts,
                        turn,
                        () -> parts.planner().plan(rollback),
                        (operation, run) -> parts.activations().rollback(operation, rollback, run));
            case Request.Redo redo ->
                new ActivationVerb(
                        parts,
                        turn,
                        () -> parts.planner().plan(redo),
                        (operation, run) -> parts.activations().redo(operation, redo, run));
            case Request.Project project ->
                new ActivationVerb(
                        parts,
                        turn,
                        () -> parts.planner().plan(project),
                        (operation, run) -> parts.activations().project(operation, project, run));
            case Request.Uninstall uninstall ->
                new ActivationVerb(
                        parts,
                        turn,
                        () -> parts.planner().plan(uninstall),
                        (operation, run) -> parts.activations().uninstall(operation, uninstall, run));
            case Request.Prune prune -> new PruneVerb(parts, turn, prune);
            case Request.Schedule schedule -> new ScheduleVerb(parts, turn, schedule);
            case Request.Marking marking -> new MarkVerb(parts, turn, marking);
            case Request.Repair repair -> new RepairVerb(parts, turn, repair);
            case Request.Adopt adopt -> new AdoptVerb(parts, turn, adopt);
            case Request.Masking masking -> new MaskVerb(parts, turn, masking);
            case Request.Mend _ -> new MendVerb(parts, turn);
            case Request.Recover recover -> new RecoverVerb(parts, turn, recover);
        };
    }
}
