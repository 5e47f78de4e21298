package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** SIGKILL at the entry of one call: everything before it has happened, and it has not. */
final class Kill {

    private Kill() {}

    static Trial at(Point point, Scene scene, Path root, Hand hand, ClassPath classPath)
            throws IOException, InterruptedException {
        Ran ran = happens(point, scene, root, classPath);
        List<String> violations = Inspection.after(scene, root, ran.reported(), hand);
        return new Trial(scene + " killed at " + point, ran.hit(), violations);
    }

    /**
     * Likewise; what it leaves must be what a copy of the frozen run had.
     *
     * @param frozen what it had at this point, and at those beside it where the run may have been killed instead
     */
    static Trial like(Collection<DiskState> frozen, Point point, Scene scene, Path root, Hand hand, ClassPath classPath)
            throws IOException, InterruptedException {
        Ran ran = happens(point, scene, root, classPath);
        DiskState left = DiskState.of(root);
        List<String> violations = new ArrayList<>();
        // Links are made by systemctl, a process of its own: a copy that was made when the call before had returned may
        // be without those that were there when the next one was entered.
        DiskState here = left.withoutEnabling();
        List<DiskState> there = frozen.stream().map(DiskState::withoutEnabling).toList();
        if (!there.contains(here)) {
            violations.add("a kill does not leave what stopping did: " + here.against(there.getFirst()));
        }
        violations.addAll(Inspection.after(scene, root, ran.reported(), hand));
        return new Trial(scene + " killed at " + point, ran.hit(), violations);
    }

    record Ran(boolean hit, Optional<String> reported) {}

    static Ran happens(Point point, Scene scene, Path root, ClassPath classPath)
            throws IOException, InterruptedException {
        Path trace = root.resolveSibling(root.getFileName() + ".trace");
        try (SubjectProcess subject =
                SubjectProcess.start(classPath, root.resolveSibling(root.getFileName() + ".log"))) {
            var traced = subject.perform(root, scene.asked(), point.options(root.toString(), "signal=KILL"), trace);
            boolean hit = !traced.answer().alive() && point.reached(traced.calls(), root.toString());
            return new Ran(hit, traced.answer().outcome());
        }
    }
}
