package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of an operation that stands still after each of its calls, and its machine copied each time: what is on the disk then is what SIGKILL at the
 * next call would leave. Two hundred kills cost one run so, and {@link KillTest} shows for some of them that a real one leaves the same.
 */
final class Frozen {

    private Frozen() {}

    /**
     * @param point the call that has not happened yet
     * @param root the copy of the machine
     * @param reported whether the operation had reported its outcome
     */
    record Copy(Point point, Path root, boolean reported) {}

    /**
     * @param wanted of which points copies are made
     * @param copies where they are put; the caller takes them away
     */
    static List<Copy> of(Scene scene, List<Point> wanted, ClassPath classPath, Path copies)
            throws IOException, InterruptedException {
        Path root = scene.copy(copies);
        List<Copy> taken = new ArrayList<>();
        Stopping.through(scene, root, classPath, Tracer.stopping(), copies, moment -> {
            for (Point point : wanted) {
                if (point.index() == moment.happened()) {
                    taken.add(new Copy(point, Roots.copy(root, copies), moment.reported()));
                }
            }
        });
        Roots.delete(root);
        return taken;
    }
}
