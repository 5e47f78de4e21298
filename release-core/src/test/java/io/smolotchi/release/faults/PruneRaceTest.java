package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.PlainCatalogReads;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prunes that want everything that they can get, against stagings, activations and rollbacks of other processes, which live long. */
@Tag("faults")
class PruneRaceTest {

    private static final List<String> BAD_ENDS =
            List.of("thrown", "failed", "died", "stranded", "rolled back", "abandoned");

    private final Scale scale = Scale.current();
    private final List<String> bad = new ArrayList<>();
    private final Map<String, Integer> ends = new HashMap<>();

    @Test
    void no_release_that_is_needed_is_lost_to_a_prune() throws Exception {
        Workshop workshop = Workshop.shared();
        Path root = Roots.copy(workshop.scenes().greedyPrune().template(), workshop.directory());
        int rounds = scale.of(50, 1_000);
        Random random = Scale.random("prune races");
        List<SubjectProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                processes.add(SubjectProcess.start(
                        workshop.classPath(), workshop.directory().resolve("races.log")));
            }
            for (int round = 0; round < rounds; round++) {
                inspect(root, round, race(processes, requests(root, workshop, round, random), root));
            }
        } finally {
            processes.forEach(SubjectProcess::close);
            Roots.delete(root);
        }
        Tally.add(
                "Prunes against other changes",
                "four processes",
                rounds,
                bad,
                List.of("the operations ended: " + ends));
        assertThat(bad).as("seed " + Scale.seed()).isEmpty();
        assertThat(ends.keySet()).contains("PRUNE done", "STAGE done", "ACTIVATE unchecked", "ROLLBACK unchecked");
    }

    /** A staging of something new, an activation of something that is there now, a rollback and a prune. */
    private static List<Request> requests(Path root, Workshop workshop, int round, Random random) throws IOException {
        Request.Stage like = (Request.Stage) workshop.scenes().stageRequest(Trees.NEW);
        Optional<Version> current = new CurrentLink(store(root).location()).version();
        List<Version> there = store(root).releases().stream()
                .filter(version -> !current.equals(Optional.of(version)))
                .toList();
        Version fresh = new Version("r" + round);
        // What is being staged may be there just in time.
        Version chosen = there.isEmpty() || random.nextInt(4) == 0 ? fresh : there.get(random.nextInt(there.size()));
        return List.of(
                new Request.Stage(new Source.Local(((Source.Local) like.source()).path()), Optional.of(fresh)),
                new Request.Activate(chosen, true, Map.of()),
                new Request.Rollback(Optional.empty(), Optional.empty(), Optional.empty(), true),
                new Request.Prune(Optional.empty(), false));
    }

    /** Returns what was asked, once all of it was answered. */
    private List<OperationId> race(List<SubjectProcess> processes, List<Request> requests, Path root) throws Exception {
        List<OperationId> ids = Hand.ask(root, requests);
        List<CompletableFuture<SubjectProcess.Answer>> answers = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            processes.get(i).begin(root, ids.get(i));
            answers.add(processes.get(i).awaitLater());
        }
        for (int i = 0; i < ids.size(); i++) {
            String outcome = answers.get(i).get().outcome().orElse("died");
            String word = outcome.replaceAll("^([a-z]+).*", "$1");
            ends.merge(requests.get(i).kind() + " " + word, 1, Integer::sum);
            if (BAD_ENDS.stream().anyMatch(outcome::startsWith)) {
                bad.add("@" + ids.get(i) + " " + outcome);
            }
        }
        return ids;
    }

    private void inspect(Path root, int round, List<OperationId> asked) {
        ReleaseStore store = store(root);
        try (PlainCatalogReads catalog = new PlainCatalogReads(Hand.catalog(root))) {
            ReleaseHistory history = ReleaseHistory.of(catalog, _ -> true);
            Optional<Version> current = new CurrentLink(store.location()).version();
            if (!current.equals(history.current())) {
                bad.add(round + ": by the link " + current + " is current, by the history " + history.current());
            }
            current.filter(version ->
                            !store.holds(version) || !store.verify(version).isEmpty())
                    .ifPresent(version -> bad.add(round + ": " + version + ", which is current, is not whole"));
            if (!store.holds(new Version(Trees.OLDEST))) {
                bad.add(round + ": what was pinned is gone");
            }
            List<Version> present = catalog.releases().stream()
                    .filter(Release::present)
                    .map(Release::version)
                    .sorted((one, other) -> one.value().compareTo(other.value()))
                    .toList();
            if (!present.equals(store.releases())) {
                bad.add(round + ": by the catalog there are " + present + ", on the disk " + store.releases());
            }
            history.lastLive()
                    .flatMap(row -> lostWayBack(row, history, store))
                    .ifPresent(version -> bad.add(round + ": " + version + ", which ran before what runs, is gone"));
            asked.stream()
                    .filter(id ->
                            catalog.operation(id).flatMap(Operation::ended).isEmpty())
                    .forEach(id -> bad.add(round + ": @" + id + " has no end"));
        }
    }

    /** What ran just before an activation has been protected ever since: it was current, and then what a rollback would choose. */
    private static Optional<Version> lostWayBack(Activation row, ReleaseHistory history, ReleaseStore store) {
        return row.kind() != OperationKind.ACTIVATE
                ? Optional.empty()
                : row.from()
                        .filter(from -> !store.holds(from))
                        .filter(from -> history.release(from)
                                .flatMap(release -> history.mark(release, Mark.Kind.BAD)
                                        .or(() -> history.mark(release, Mark.Kind.ROLLED_BACK_FROM)))
                                .isEmpty());
    }

    private static ReleaseStore store(Path root) {
        return new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
    }
}
