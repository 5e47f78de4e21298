package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;

/** Power cuts of the disks that a machine lies on. */
final class Cuts {

    private final Scene scene;
    private final Disks disks;
    private final Workshop workshop;

    Cuts(Scene scene, Disks disks, Workshop workshop) {
        this.scene = scene;
        this.disks = disks;
        this.workshop = workshop;
    }

    /** The process is killed at the point, and the power cut; then the machine comes up. */
    Trial at(Point point, Hand hand) throws IOException, InterruptedException {
        disks.fill(scene);
        Kill.Ran ran = Kill.happens(point, scene, disks.root(), workshop.classPath());
        disks.cut();
        Path up = Roots.copy(disks.root(), workshop.directory());
        List<String> violations = Inspection.after(scene, up, ran.reported(), hand);
        Roots.delete(up);
        return new Trial(scene + " with the power cut at " + point, ran.hit(), violations);
    }

    /** A machine that came up after a cut. */
    private record Up(int happened, boolean reported, Path root) {}

    /** One run; at each of these instants what has reached the disks is kept, and comes up as if the power had been cut then. */
    List<Trial> after(Set<Integer> instants) throws IOException, InterruptedException {
        List<Up> ups = ups(Tracer.stopping(), instants::contains).ups();
        List<Trial> trials = new ArrayList<>();
        for (List<String> violations : inspected(ups)) {
            int happened = ups.get(trials.size()).happened();
            trials.add(new Trial(scene + " with the power cut after " + happened + " calls", true, violations));
        }
        return trials;
    }

    /**
     * One sync of the operation only says that it is done.
     *
     * @return what a power cut at some instant after it leaves; empty when no cut that was tried showed anything
     */
    Optional<String> without(Point sync) throws IOException, InterruptedException {
        int calls = scene.points().size();
        Ups run = ups(
                Tracer.dropping(sync.syscall(), sync.ofName()),
                happened -> worthALook(happened - sync.index(), calls - happened));
        if (run.calls().stream().noneMatch(call -> call.line().contains("(INJECTED)"))) {
            throw new IllegalStateException(scene + ": " + sync + " was not dropped");
        }
        List<List<String>> inspected = inspected(run.ups());
        for (int i = 0; i < inspected.size(); i++) {
            if (!inspected.get(i).isEmpty()) {
                return Optional.of("a cut after " + run.ups().get(i).happened() + " calls: "
                        + inspected.get(i).getFirst());
            }
        }
        return Optional.empty();
    }

    /** As {@link #without}; before the cut something else on each of the disks is synced, which takes along what the file system has in its log. */
    List<String> withoutBesideOthers(List<String> options, Hand hand) throws IOException, InterruptedException {
        return without(options, true, hand);
    }

    /**
     * One sync of the operation only says that it is done; then the disks are cut off for good, when the operation has reported its outcome or where it was
     * killed.
     *
     * @param options of the tracer, which drop one sync, or only record
     * @return what is violated when the machine has come up
     */
    List<String> without(List<String> options, Hand hand) throws IOException, InterruptedException {
        return without(options, false, hand);
    }

    private List<String> without(List<String> options, boolean others, Hand hand)
            throws IOException, InterruptedException {
        disks.fill(scene);
        SubjectProcess.Traced traced;
        try (SubjectProcess subject =
                SubjectProcess.start(workshop.classPath(), workshop.directory().resolve("dropping.log"))) {
            traced = subject.perform(
                    disks.root(), scene.asked(), options, workshop.directory().resolve("dropping.trace"));
        }
        if (others) {
            disks.syncOthers();
        }
        disks.cut();
        boolean dropped = traced.calls().stream().anyMatch(call -> call.line().contains("(INJECTED)"));
        if (dropped == options.stream().noneMatch(option -> option.contains("retval=0"))) {
            throw new IllegalStateException(scene + ": not what was to be dropped was, by " + options);
        }
        Path up = Roots.copy(disks.root(), workshop.directory());
        List<String> violations =
                new ArrayList<>(Inspection.after(scene, up, traced.answer().outcome(), hand));
        if (!traced.answer().alive() && !Inspection.ended(scene, up)) {
            violations.add(Invariant.HISTORY_IS_TRUE.words() + ": @" + scene.target() + " was begun, and never ends");
        }
        Roots.delete(up);
        return violations;
    }

    /** At first every call, then now and then, and at the end. */
    private static boolean worthALook(int after, int left) {
        return after > 0 && (after <= 5 || after % 12 == 0 || left <= 0);
    }

    private record Ups(List<Up> ups, List<Call> calls) {}

    /** Looked at only when the operation's process is dead, as it is after a cut. */
    private Ups ups(List<String> options, IntPredicate instants) throws IOException, InterruptedException {
        disks.fill(scene);
        List<Up> ups = new ArrayList<>();
        Stopping.Run run =
                Stopping.through(scene, disks.root(), workshop.classPath(), options, workshop.directory(), moment -> {
                    if (instants.test(moment.happened())) {
                        Path up = disks.snapshot(workshop.directory()).comeUp(workshop.directory());
                        ups.add(new Up(moment.happened(), moment.reported(), up));
                    }
                });
        return new Ups(ups, run.calls());
    }

    private List<List<String>> inspected(List<Up> ups) throws InterruptedException {
        return workshop.each(ups, (up, hand) -> {
            Optional<String> outcome = up.reported() ? Optional.of(scene.goodEnd()) : Optional.empty();
            List<String> violations = Inspection.after(scene, up.root(), outcome, hand);
            Roots.delete(up.root());
            return violations;
        });
    }
}
