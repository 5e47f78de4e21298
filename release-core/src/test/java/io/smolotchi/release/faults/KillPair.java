package io.smolotchi.release.faults;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A kill, and another one in the recovery that follows.
 *
 * @param where how far through the calls of the recovery, as a part of 1: how many there are depends on the first kill
 */
record KillPair(Point first, double where) {

    Trial happens(Scene scene, Path root, Hand hand, ClassPath classPath) throws IOException, InterruptedException {
        Kill.Ran ran = Kill.happens(first, scene, root, classPath);
        OperationId recovery = Hand.ask(root, new Request.Recover(false));
        List<Point> points = recorded(root, recovery, classPath);
        Point second = points.get((int) (where * points.size()));
        Path trace = root.resolveSibling(root.getFileName() + ".trace");
        boolean killed;
        try (SubjectProcess subject =
                SubjectProcess.start(classPath, root.resolveSibling(root.getFileName() + ".log"))) {
            var traced = subject.perform(root, recovery, second.options(root.toString(), "signal=KILL"), trace);
            killed = !traced.answer().alive() && second.reached(traced.calls(), root.toString());
        }
        List<String> violations = Inspection.after(scene, root, Optional.empty(), hand);
        return new Trial(
                scene + " killed at " + first + ", its recovery at " + second, ran.hit() && killed, violations);
    }

    /** From a run of the same recovery on a copy. */
    private static List<Point> recorded(Path root, OperationId recovery, ClassPath classPath)
            throws IOException, InterruptedException {
        Path copy = Roots.copy(root, root.resolveSibling("copies"));
        try (SubjectProcess subject =
                SubjectProcess.start(classPath, root.resolveSibling(root.getFileName() + ".log"))) {
            var traced = subject.perform(
                    copy, recovery, Tracer.recording(), copy.resolveSibling(copy.getFileName() + ".trace"));
            return Point.of(traced.calls(), copy.toString());
        } finally {
            Roots.delete(copy);
        }
    }
}
