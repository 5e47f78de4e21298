package io.smolotchi.release.faults;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One operation that was asked for on a machine below another root, and not begun; the machine is copied for every try.
 *
 * @param name as in the report
 * @param template the machine
 * @param asked the operation
 * @param request what was asked
 * @param target the operation whose end decides between {@code before} and {@code after}: of a recovery the one that it recovers, else {@code asked}
 * @param before disk before the operation
 * @param after disk after it went through without a fault
 * @param points every call of it that changes the machine, from a run without a fault
 * @param mustStay releases that no outcome of it takes away
 */
record Scene(
        String name,
        Path template,
        OperationId asked,
        Request request,
        OperationId target,
        DiskState before,
        DiskState after,
        List<Point> points,
        Set<Version> mustStay) {

    /** The machine once more, for one try. */
    Path copy(Path directory) throws IOException, InterruptedException {
        Path root = Roots.copy(template, directory);
        askAgain(root);
        return root;
    }

    /**
     * On a copy of the machine, where what is to be done is not asked for yet: a working tree is named by its path, and has another one on each.
     *
     * @throws IllegalStateException when it has another number there
     */
    void askAgain(Path root) {
        if (request instanceof Request.Project project && !asked.equals(ask(project, template, root))) {
            throw new IllegalStateException(this + ": not operation " + asked + " at " + root);
        }
    }

    /** On a copy of the machine also what takes everything back is asked for, and looked at then. */
    Scene thenBack(Request back, Path copy) throws IOException, InterruptedException {
        Path root = copy(copy);
        OperationId id = Hand.ask(root, back);
        return new Scene(
                "the way back from " + name,
                root,
                id,
                back,
                id,
                /* before= */ after,
                /* after= */ before,
                List.of(),
                mustStay);
    }

    /**
     * On a copy of the machine also something else is asked for, which is done after this.
     *
     * @param name of what is looked at then; its outcome is this operation's
     */
    Scene thenAsking(String name, Request next, Path copy) throws IOException, InterruptedException {
        Path root = copy(copy);
        return new Scene(name, root, Hand.ask(root, next), next, target, before, after, List.of(), mustStay);
    }

    /** The same tree of another copy. */
    static OperationId ask(Request.Project project, Path template, Path root) {
        Path tree = root.resolve(template.relativize(Path.of(project.directory())));
        return Hand.ask(root, new Request.Project(tree.toString(), project.settings(), project.drift()));
    }

    /** How a run without a fault ends, as the subject words it. */
    String goodEnd() {
        return switch (request) {
            case Request.Activate _, Request.Rollback _, Request.Uninstall _, Request.Adopt _, Request.Project _ ->
                "unchecked";
            // Depends on where it was interrupted.
            case Request.Recover _ -> "";
            default -> "done";
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
