package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.PlainCatalogReads;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many processes that live long want to change the same machine at once. */
@Tag("faults")
class WritersTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Scale scale = Scale.current();

    private record Told(OperationId id, String outcome, Duration took) {
        boolean busy() {
            return outcome.startsWith("refused") && outcome.contains("the lock is held by");
        }
    }

    @Test
    void one_writer_at_a_time_gets_through_and_the_others_are_told_who_it_is() throws Exception {
        Workshop workshop = Workshop.shared();
        Path root = Roots.copy(workshop.scenes().activate().template(), workshop.directory());
        int writers = scale == Scale.WHOLE ? 16 : 4;
        CyclicBarrier warm = new CyclicBarrier(writers);
        int operations = scale.of(32, 1_000);
        AtomicInteger next = new AtomicInteger();
        List<Told> told = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
            List<Future<List<Told>>> all = IntStream.range(0, writers)
                    .mapToObj(writer -> pool.submit(() -> writes(workshop, root, warm, next, operations)))
                    .toList();
            for (Future<List<Told>> one : all) {
                told.addAll(one.get());
            }
        }
        List<String> bad = new ArrayList<>();
        told.stream()
                .filter(one -> !one.busy())
                .filter(one -> !one.outcome().startsWith("done")
                        && !one.outcome().startsWith("unchecked")
                        && !one.outcome().startsWith("refused"))
                .forEach(one -> bad.add("@" + one.id() + " " + one.outcome()));
        told.stream()
                .filter(one -> one.busy() && !one.outcome().contains("(pid "))
                .filter(one -> !one.outcome().contains("has not said who it is yet"))
                .forEach(one -> bad.add("@" + one.id() + " is not told who holds the lock: " + one.outcome()));
        history(root, told, bad);
        List<Told> refused = told.stream().filter(Told::busy).toList();
        long late =
                refused.stream().filter(one -> one.took().compareTo(SOON) > 0).count();
        long named =
                refused.stream().filter(one -> one.outcome().contains("(pid ")).count();
        Tally.add(
                "Writers at once",
                writers + " processes",
                told.size(),
                bad,
                List.of(refused.size() + " were told that the lock is held, " + named + " of them by whom, " + late
                        + " of them after more than a second; the last after "
                        + slowest(refused).toMillis()
                        + " ms, the median after " + median(refused).toMillis() + " ms"));
        Roots.delete(root);
        assertThat(told).hasSize(operations);
        assertThat(bad).isEmpty();
    }

    private static Duration slowest(List<Told> refused) {
        return refused.stream().map(Told::took).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private static Duration median(List<Told> refused) {
        return refused.isEmpty()
                ? Duration.ZERO
                : refused.stream().map(Told::took).sorted().toList().get(refused.size() / 2);
    }

    private List<Told> writes(Workshop workshop, Path root, CyclicBarrier warm, AtomicInteger next, int operations)
            throws Exception {
        List<Told> told = new ArrayList<>();
        try (SubjectProcess process = SubjectProcess.startToStay(
                workshop.classPath(), workshop.directory().resolve("writers.log"))) {
            // What is new to a process takes seconds where that many begin at once; these are to have lived long.
            process.perform(root, Hand.ask(root, new Request.Recover(false)));
            warm.await();
            for (int number = next.getAndIncrement(); number < operations; number = next.getAndIncrement()) {
                OperationId id = Hand.ask(root, request(number));
                SubjectProcess.Answer answer = process.perform(root, id);
                told.add(new Told(id, answer.outcome().orElse("died"), answer.took()));
            }
        }
        return told;
    }

    private static Request request(int number) {
        return switch (number % 5) {
            case 0 -> Request.Activate.of(Version.of(Trees.NEW));
            case 1 -> new Request.Marking(Version.of(Trees.OLD), Mark.Kind.PINNED, true);
            case 2 -> Request.Activate.of(Version.of(Trees.OLD));
            case 3 -> new Request.Marking(Version.of(Trees.OLD), Mark.Kind.PINNED, false);
            default -> new Request.Recover(false);
        };
    }

    private static void history(Path root, List<Told> told, List<String> bad) {
        try (PlainCatalogReads catalog = new PlainCatalogReads(Hand.catalog(root))) {
            for (Told one : told) {
                if (catalog.operation(one.id()).flatMap(Operation::ended).isEmpty()) {
                    bad.add("@" + one.id() + " has no end");
                }
            }
            // Each began where the one before it had ended: two at once would have the same parent.
            Optional<OperationId> position = Optional.empty();
            for (Activation row : catalog.history()) {
                if (!row.parent().equals(position)) {
                    bad.add("@" + row.id() + " began at " + row.parent() + ", not at " + position);
                }
                if (row.ended().filter(end -> end.outcome().live()).isPresent()) {
                    position = Optional.of(row.position());
                }
            }
            Optional<Version> recorded =
                    ReleaseHistory.of(catalog, version -> true).current();
            Optional<Version> found = new CurrentLink(new StoreLocation(root, "/opt/smolotchi")).version();
            if (!recorded.equals(found)) {
                bad.add("by the history " + recorded + " is current, by the link " + found);
            }
        }
    }
}
