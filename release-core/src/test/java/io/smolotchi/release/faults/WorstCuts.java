package io.smolotchi.release.faults;

import io.smolotchi.release.operation.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Power cuts of a machine on a {@link WorstDisk}, after each sync and when the operation has reported its outcome. One run tells of all of them, also of
 * those that come after a sync which only says that it is done: nobody but the disk knows the difference.
 */
final class WorstCuts implements AutoCloseable {

    /** Machines that come up and are looked at together. */
    private static final int TOGETHER = 8;
    /** Of the short run. */
    private static final int FEW = 8;

    private final Scene scene;
    private final Workshop workshop;
    private final Path work;
    private final Path root;
    private final WorstDisk disk;
    private final List<Cut> cuts = new ArrayList<>();
    private final List<Lying> lying = new ArrayList<>();
    private final Map<String, List<List<Cut>>> without = new LinkedHashMap<>();

    /**
     * A cut of the power.
     *
     * @param reported what had been said
     * @param over whether nothing was left to do
     * @param left what is durable
     */
    private record Cut(String when, Optional<String> reported, boolean over, WorstDisk left) {}

    /** A disk that did not make one sync, and the cuts after that. */
    private record Lying(WorstDisk disk, List<Cut> cuts) {}

    /** The operation's process goes no further. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private WorstCuts(Scene scene, Workshop workshop, Path work) throws IOException, InterruptedException {
        this.scene = scene;
        this.workshop = workshop;
        this.work = work;
        this.root = scene.copy(work);
        this.disk = new WorstDisk(root, Files.createDirectory(work.resolve("durable")));
    }

    /** Of the operation. */
    static WorstCuts of(Scene scene, Workshop workshop) throws IOException, InterruptedException {
        WorstCuts cuts = new WorstCuts(scene, workshop, Files.createTempDirectory(workshop.directory(), "worst-"));
        return cuts.cut(cuts.through(scene, moment -> {}));
    }

    /** Of the operation, which is killed before that call, and of the recovery after it: the machine runs on between them. */
    static WorstCuts ofRecovery(Scene scene, Point killed, Workshop workshop) throws IOException, InterruptedException {
        Request request = new Request.Recover(false);
        Path work = Files.createTempDirectory(workshop.directory(), "worst-");
        Scene asked = scene.thenAsking("recover, of " + scene, request, work.resolve("template"));
        WorstCuts cuts = new WorstCuts(asked, workshop, work);
        try {
            cuts.through(scene, moment -> {
                if (moment.happened() == killed.index()) {
                    throw new Killed();
                }
            });
            throw new IllegalStateException(scene + " did not come to " + killed);
        } catch (Killed expected) {
            return cuts.cut(cuts.through(asked, moment -> {}));
        }
    }

    /** Of an operation that takes everything back, after this one, which went through: what that left behind is looked for. */
    static WorstCuts ofTheWayBack(Scene scene, Request back, Workshop workshop)
            throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(workshop.directory(), "worst-");
        WorstCuts cuts = new WorstCuts(scene.thenBack(back, work.resolve("template")), workshop, work);
        cuts.through(scene, moment -> {});
        cuts.cuts.clear();
        cuts.lying.forEach(one -> one.cuts().clear());
        return cuts.cut(cuts.through(cuts.scene, moment -> {}));
    }

    private Stopping.Run through(Scene running, Stopping.Looking before) throws IOException, InterruptedException {
        return Stopping.through(running, root, workshop.classPath(), Tracer.stopping(), work, moment -> {
            before.look(moment);
            for (Call call : moment.calls()) {
                if (call.synced()) {
                    happened(call, running + ", after " + moment.happened() + " calls", moment.reported());
                }
            }
        });
    }

    private void happened(Call sync, String when, boolean reported) throws IOException {
        WorstDisk liar = disk.fork();
        for (Lying one : lying) {
            one.disk().happened(sync);
        }
        disk.happened(sync);
        // Who watches is told by the row of the end, before the operation's process says anything.
        boolean told = reported || Inspection.ended(scene, root);
        cut(when, told && !scene.goodEnd().isEmpty() ? Optional.of(scene.goodEnd()) : Optional.empty(), false);
        List<Cut> after = new ArrayList<>();
        without.computeIfAbsent(site(sync), _ -> new ArrayList<>()).add(after);
        lying.add(new Lying(liar, after));
    }

    /** As {@link Point#site}, and the same for all units, versions, and files that are exchanged with them. */
    private String site(Call sync) {
        String path = Point.general(sync.below(root.toString()).getFirst());
        return sync.syscall() + " "
                + path.replaceAll("/etc/.*/\\.[^/]*smolotchi-release-\\*", "/etc/*/.FILE")
                        .replaceAll("smolotchi-[a-z0-9-]+\\.(service|timer)", "UNIT")
                        .replaceAll("[a-z-]+\\.target\\.wants", "TARGET.wants")
                        .replaceAll("/\\.meta/[0-9][^/]*", "/.meta/VERSION");
    }

    private void cut(String when, Optional<String> reported, boolean over) {
        cuts.add(new Cut(when, reported, over, disk.fork()));
        lying.forEach(
                one -> one.cuts().add(new Cut(when, reported, over, one.disk().fork())));
    }

    /** It is over. */
    private WorstCuts cut(Stopping.Run run) {
        cut("when " + scene + " was over", run.outcome(), true);
        return this;
    }

    /** As in the report. */
    String name() {
        return scene.name();
    }

    /** With all syncs made. */
    List<Trial> all() throws InterruptedException {
        return tried(Scale.current().some(cuts, FEW, cuts.size(), "worst cuts of " + scene), false);
    }

    /** Likewise, when the disks of releases and units are full as the machine comes up. */
    List<Trial> allOnAFullDisk() throws InterruptedException {
        return tried(cuts, true);
    }

    /** What the operation waits for. */
    Set<String> syncs() {
        return without.keySet();
    }

    /**
     * One of the syncs only says that it is done, each in its turn.
     *
     * @return what a cut after one leaves; empty when none shows anything
     */
    Optional<String> without(String sync) throws InterruptedException {
        for (List<Cut> after : without.getOrDefault(sync, List.of())) {
            for (int i = 0; i < after.size(); i += TOGETHER) {
                Optional<Trial> shown = tried(after.subList(i, Math.min(i + TOGETHER, after.size())), false).stream()
                        .filter(trial -> !trial.good())
                        .findFirst();
                if (shown.isPresent()) {
                    return shown.map(
                            trial -> trial.what() + ": " + trial.violations().getFirst());
                }
            }
        }
        return Optional.empty();
    }

    private List<Trial> tried(List<Cut> some, boolean full) throws InterruptedException {
        return workshop.each(some, (cut, hand) -> {
            Path up = cut.left().comeUp(work);
            Trial trial;
            if (full) {
                try (FullDisk _ = FullDisk.at(up.resolve("opt"));
                        FullDisk _ = FullDisk.at(up.resolve("etc"))) {
                    trial = new Trial("full disk, " + cut.when(), true, violations(cut, up, hand));
                }
            } else {
                // A reserve is given up on a full disk, and must be there on any other.
                List<String> violations = new ArrayList<>(cut.over() ? Inspection.beside(up, root) : List.of());
                violations.addAll(violations(cut, up, hand));
                trial = new Trial("power cut, " + cut.when(), true, violations);
            }
            Roots.delete(up);
            return trial;
        });
    }

    private List<String> violations(Cut cut, Path up, Hand hand) {
        return Inspection.after(scene, up, cut.reported(), hand);
    }

    @Override
    public void close() throws IOException {
        try {
            Roots.delete(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
