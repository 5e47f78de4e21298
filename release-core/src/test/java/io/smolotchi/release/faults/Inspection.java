package io.smolotchi.release.faults;

import io.smolotchi.release.activation.OpenJournal;
import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.PlainCatalogReads;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.MarksNote;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.StoreLocation;
import io.smolotchi.release.store.manifest.Difference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Has the next command typed after a fault, and tells which invariants do not hold then. */
final class Inspection {

    private static final List<String> RESERVED =
            List.of("opt/smolotchi", "etc/systemd/system", "var/lib/smolotchi-release");
    private static final String RESERVE = ".smolotchi-release.reserve";

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
        if (reported.filter(word -> redone() && word.startsWith(scene.goodEnd()))
                .isPresent()) {
            reportedAndNotRedone(reported.orElse(""));
        }
        if (scene.request() instanceof Request.Prune) {
            nothingHalfGone();
        }
        Request next = redone() ? scene.request() : new Request.Recover(false);
        List<OperationId> asked = Hand.ask(root, List.of(next, next));
        String first = hand.performs(root, asked.getFirst());
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
        String second = hand.performs(root, asked.getLast());
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

    /** Before the next command does it again: the release and its row are there, and the end in the history. */
    private void reportedAndNotRedone(String reported) throws IOException {
        TreeSet<String> missing = new TreeSet<>(scene.after().names());
        missing.removeAll(DiskState.of(root).names());
        if (!missing.isEmpty()) {
            violated(Invariant.REPORTED_IS_THERE, missing + " are not");
        }
        if (scene.request() instanceof Request.Prune) {
            TreeSet<String> back = new TreeSet<>(DiskState.of(root).names());
            back.removeAll(scene.after().names());
            // What was taken out of sight is deleted without haste, and goes with the next command.
            back.removeIf(name -> name.contains(".trash-"));
            if (reported.contains("goes with the next")) {
                // Said to be unfinished, and marked, so that nobody takes it for a release.
                List<String> marked = back.stream()
                        .filter(name -> name.contains(".removing-"))
                        .map(name -> name.replace(".removing-", ""))
                        .toList();
                back.removeIf(name -> marked.stream().anyMatch(seal -> (name + "/").startsWith(seal + "/")));
            }
            // A marker is about what is there; without that, whoever cleans up next drops it again.
            back.removeIf(name -> name.contains(".removing-"));
            if (!back.isEmpty()) {
                violated(Invariant.REPORTED_IS_THERE, back + " were deleted, and are there again");
            }
        }
        if (scene.request() instanceof Request.Repair) {
            intact(store(), Invariant.REPORTED_IS_THERE);
        }
        if (!ended(scene, root)) {
            violated(Invariant.REPORTED_IS_THERE, "by the history @" + scene.target() + " has not ended");
        }
    }

    /** Before the next command takes it away: what was moved out of sight in part is not taken for a damaged release. */
    private void nothingHalfGone() {
        ReleaseStore store = store();
        for (Version version : store.releases()) {
            if (!Files.isDirectory(store.tree(version))) {
                violated(
                        Invariant.CURRENT_VERIFIES,
                        version + " has no tree, and nothing says that it is being removed");
            }
        }
    }

    /**
     * What must be there when an operation is over, beside the release, for the day on which catalog or space are lost.
     *
     * @param live the machine whose power was cut
     * @return a sentence for what is not
     */
    static List<String> beside(Path root, Path live) throws IOException {
        ReleaseStore store = new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
        try (PlainCatalogReads catalog = new PlainCatalogReads(Hand.catalog(root))) {
            ReleaseHistory history = ReleaseHistory.of(catalog, store::holds);
            List<String> missing = new ArrayList<>();
            if (OpenJournal.find(root.resolve("var/lib/smolotchi-release/open")).isPresent()) {
                missing.add(Invariant.REPORTED_IS_THERE.words() + ": what is over is open again");
            }
            for (String directory : RESERVED) {
                boolean kept = Files.exists(live.resolve(directory).resolve(RESERVE));
                Path reserve = root.resolve(directory).resolve(RESERVE);
                if (kept && !(Files.exists(reserve) && Files.size(reserve) >= 4 << 20)) {
                    missing.add(Invariant.NEXT_COMMAND_WORKS.words() + ": no reserve in " + directory
                            + ", should the disk become full");
                }
            }
            for (Release release : catalog.releases()) {
                for (Mark.Kind kind : Mark.Kind.values()) {
                    Optional<Mark> mark = history.mark(release, kind).filter(_ -> store.holds(release.version()));
                    if (mark.isPresent()
                            && !new MarksNote(store)
                                    .read(release.version(), release.digest())
                                    .contains(mark.get())) {
                        missing.add(
                                Invariant.REPORTED_IS_THERE.words() + ": " + mark.get() + " is not beside its tree");
                    }
                }
            }
            return missing;
        }
    }

    static boolean ended(Scene scene, Path root) {
        try (PlainCatalogReads catalog = new PlainCatalogReads(Hand.catalog(root))) {
            return catalog.operation(scene.target())
                    .flatMap(operation -> operation.ended())
                    .isPresent();
        }
    }

    private boolean redone() {
        return switch (scene.request()) {
            case Request.Stage _, Request.Prune _, Request.Repair _, Request.Adopt _ -> true;
            default -> false;
        };
    }

    private static boolean begins(String text, List<String> words) {
        return words.stream().anyMatch(text::startsWith);
    }

    private void inspect(boolean isOld, boolean isNew) {
        ReleaseStore store = store();
        intact(store, Invariant.CURRENT_VERIFIES);
        for (Version version : scene.mustStay()) {
            if (!store.holds(version)) {
                violated(Invariant.PROTECTED_STAYS, version + " is gone");
            }
        }
        try (PlainCatalogReads catalog = new PlainCatalogReads(Hand.catalog(root))) {
            current(store, catalog);
            rows(store, catalog);
            target(catalog, isOld, isNew);
        }
    }

    private ReleaseStore store() {
        return new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
    }

    private void intact(ReleaseStore store, Invariant invariant) {
        for (Version version : store.releases()) {
            List<Difference> differences = store.verify(version);
            if (!differences.isEmpty()) {
                violated(invariant, version + ": " + differences);
            }
        }
    }

    private void current(ReleaseStore store, CatalogReads catalog) {
        CurrentLink.Target target = new CurrentLink(store.location()).read();
        Optional<Version> found =
                target instanceof CurrentLink.Target.Release(Version version) ? Optional.of(version) : Optional.empty();
        boolean mayBeNone = target instanceof CurrentLink.Target.Absent
                || (target instanceof CurrentLink.Target.NotALink && scene.request() instanceof Request.Adopt);
        if (!mayBeNone && found.filter(store::holds).isEmpty()) {
            violated(Invariant.CURRENT_VERIFIES, "current is " + target);
        }
        Optional<Version> recorded = ReleaseHistory.of(catalog, store::holds).current();
        if (!recorded.equals(found)) {
            violated(Invariant.HISTORY_IS_TRUE, "by the history " + recorded + " is current, by the link " + found);
        }
    }

    private void rows(ReleaseStore store, CatalogReads catalog) {
        for (Activation row : catalog.history()) {
            if (row.ended().isEmpty()) {
                violated(Invariant.HISTORY_IS_TRUE, "activation @" + row.id() + " has no end");
            }
        }
        List<Version> recorded = catalog.releases().stream()
                .filter(Release::present)
                .map(Release::version)
                .sorted(Comparator.comparing(Version::value))
                .toList();
        if (!recorded.equals(store.releases())) {
            violated(
                    Invariant.HISTORY_IS_TRUE,
                    "releases by the catalog " + recorded + ", on the disk " + store.releases());
        }
    }

    private void target(CatalogReads catalog, boolean isOld, boolean isNew) {
        Optional<Outcome> outcome = catalog.operation(scene.target())
                .flatMap(operation -> operation.ended())
                .map(ended -> ended.outcome());
        boolean begun =
                catalog.events(scene.target(), 0).stream().anyMatch(event -> event.type() == Event.Type.STARTED);
        if (outcome.isEmpty() && begun) {
            violated(Invariant.HISTORY_IS_TRUE, "operation @" + scene.target() + " has no end");
        }
        outcome.ifPresent(ended -> {
            boolean back = ended instanceof Outcome.RolledBack || ended instanceof Outcome.Abandoned;
            if ((ended.live() && !isNew) || (back && !isOld)) {
                violated(Invariant.HISTORY_IS_TRUE, ended + ", but the disk is old: " + isOld + ", is new: " + isNew);
            }
        });
    }

    private void violated(Invariant invariant, String how) {
        violations.add(invariant.words() + ": " + how);
    }
}
