package io.smolotchi.release.faults;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.Status;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.store.Difference;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the next command typed after a fault, and tells which invariants do not hold then. */
final class Inspection {

    private final Scene scene;
    private final Path root;
    private final Hand hand;
    private final List<String> violations = new ArrayList<>();

    private Inspection(Scene scene, Path root, Hand hand) {
        this.scene = scene;
        this.root = root;
        this.hand = hand;
    }

    /**
     * @param reported the outcome that the operation reported before the fault, if any
     * @return a sentence for each violation; empty when all holds
     */
    static List<String> after(Scene scene, Path root, Optional<String> reported, Hand hand) {
        Inspection inspection = new Inspection(scene, root, hand);
        try {
            inspection.look(reported);
        } catch (IOException | RuntimeException e) {
            inspection.violated(Invariant.NEXT_COMMAND_WORKS, e.toString());
        }
        return inspection.violations;
    }

    private void look(Optional<String> reported) throws IOException {
        Request next = redone() ? scene.request() : new Request.Recover(false);
        String first = hand.types(root, next);
        if (begins(first, List.of("thrown", "failed", "refused", "stranded"))) {
            violated(Invariant.NEXT_COMMAND_WORKS, first);
        }
        DiskState once = DiskState.of(root);
        boolean isOld = once.equals(scene.before());
        boolean isNew = once.equals(scene.after());
        boolean whole = isNew || (isOld && !redone());
        if (!whole) {
            violated(
                    Invariant.ALL_OLD_OR_ALL_NEW,
                    "against old: " + once.against(scene.before()) + " against new: " + once.against(scene.after()));
        }
        reported(reported, isOld, isNew);
        inspect(isOld, isNew);
        String second = hand.types(root, next);
        DiskState twice = DiskState.of(root);
        if (!second.contains("nothing") || !twice.equals(once)) {
            violated(Invariant.SECOND_CHANGES_NOTHING, second + " " + twice.against(once));
        }
    }

    private void reported(Optional<String> reported, boolean isOld, boolean isNew) {
        String word = reported.orElse("");
        boolean forward = scene.request() instanceof Request.Recover
                ? word.startsWith("done") && word.contains("went on")
                : begins(word, List.of("unchecked", "healthy", "done"));
        // What is staged or pruned again by the next command is new after it, whatever was said before.
        boolean back = begins(word, List.of("rolled back", "abandoned", "refused")) && !redone();
        if ((forward && !isNew) || (back && !isOld)) {
            violated(Invariant.REPORTED_IS_THERE, word);
        }
    }

    private boolean redone() {
        return scene.request() instanceof Request.Stage || scene.request() instanceof Request.Prune;
    }

    private static boolean begins(String text, List<String> words) {
        return words.stream().anyMatch(text::startsWith);
    }

    private void inspect(boolean isOld, boolean isNew) {
        ReleaseStore store = new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
        for (Version version : store.releases()) {
            List<Difference> differences = store.verify(version);
            if (!differences.isEmpty()) {
                violated(Invariant.CURRENT_VERIFIES, version + ": " + differences);
            }
        }
        for (Version version : scene.mustStay()) {
            if (!store.holds(version)) {
                violated(Invariant.PROTECTED_STAYS, version + " is gone");
            }
        }
        try (Core core = Core.open(new HostRoot(root), CoreOptions.inThisProcess())) {
            Status status = core.inquiries().status();
            if (status.current().isEmpty()
                    && scene.after().current().isPresent()
                    && scene.before().current().isPresent()) {
                violated(Invariant.CURRENT_VERIFIES, "current: " + status.currentNote());
            }
            if (!status.problems().isEmpty() || status.open().isPresent() || status.stranded()) {
                violated(Invariant.HISTORY_IS_TRUE, "status: " + status.problems() + " open " + status.open());
            }
            for (Activation row : core.inquiries().history(HistoryFilter.newest(20))) {
                if (row.ended().isEmpty()) {
                    violated(Invariant.HISTORY_IS_TRUE, "activation @" + row.id() + " has no end");
                }
            }
            Operation operation = core.inquiries().operation(scene.target());
            Optional<Outcome> outcome = operation.ended().map(ended -> ended.outcome());
            boolean begun = core.inquiries().events(scene.target(), 0).stream()
                    .anyMatch(event -> event.type() == Event.Type.STARTED);
            if (outcome.isEmpty() && begun) {
                violated(Invariant.HISTORY_IS_TRUE, "operation @" + scene.target() + " has no end");
            }
            outcome.ifPresent(ended -> {
                if ((ended.live() && !isNew) || (ended instanceof Outcome.RolledBack && !isOld)) {
                    violated(
                            Invariant.HISTORY_IS_TRUE,
                            ended + ", but the disk " + (isOld ? "is old" : isNew ? "is new" : "is neither"));
                }
            });
        }
    }

    private void violated(Invariant invariant, String how) {
        violations.add(invariant.words() + ": " + how);
    }
}
