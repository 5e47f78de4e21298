package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.Core;
import io.smolotchi.release.CoreOptions;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.operation.Request;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The machine's clock is wrong: no battery, or somebody's mistake. */
@Tag("faults")
class ClockTest {

    private static final Instant IN_TEN_YEARS = Instant.parse("2036-11-24T00:00:00Z");
    private static final Instant IN_1970 = Instant.parse("1970-01-01T00:00:07Z");

    @Test
    void an_activation_and_a_rollback_go_where_they_should_whatever_the_clock_says() throws Exception {
        Workshop workshop = Workshop.shared();
        Scene scene = workshop.scenes().activate();
        List<String> bad = new ArrayList<>();
        List<List<Instant>> clocks = List.of(
                List.of(IN_1970, IN_1970),
                List.of(IN_TEN_YEARS, IN_TEN_YEARS),
                List.of(IN_1970, IN_TEN_YEARS),
                List.of(IN_TEN_YEARS, IN_1970));
        for (List<Instant> clock : clocks) {
            Path root = scene.copy(workshop.directory());
            Outcome there = performed(root, clock.getFirst(), Request.Activate.of(Version.of(Trees.NEW)));
            Outcome back = performed(root, clock.getLast(), Request.Rollback.nearest());
            Outcome nothing = performed(root, clock.getLast(), new Request.Recover(false));
            Outcome pruned = performed(root, clock.getLast(), new Request.Prune(Optional.of(1), false));
            try (Core core = core(root, clock.getLast())) {
                var current = core.inquiries().status().current();
                var newest = core.inquiries()
                        .history(HistoryFilter.newest(1))
                        .getFirst()
                        .to();
                if (!there.live()
                        || !back.live()
                        || !(nothing instanceof Outcome.Done)
                        || !(pruned instanceof Outcome.Done)
                        || !current.equals(Optional.of(Version.of(Trees.OLD)))
                        || !newest.equals(current)
                        || !core.inquiries().status().problems().isEmpty()) {
                    bad.add(clock + ": " + there + ", " + back + ", " + nothing + ", " + pruned + ", current "
                            + current);
                }
            }
            Roots.delete(root);
        }
        Tally.add(
                "Clock set back to 1970, or forward ten years",
                "activate, rollback, recover, prune",
                clocks.size(),
                bad,
                List.of());
        assertThat(bad).isEmpty();
    }

    private static Core core(Path root, Instant now) {
        return Core.open(new HostRoot(root), CoreOptions.inThisProcess(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Outcome performed(Path root, Instant now, Request request) {
        OperationId id;
        try (Core core = core(root, now)) {
            id = core.changes().ask(request, new Caller("tester", Origin.CONSOLE, ""), Optional.empty());
        }
        try (Core core = core(root, now)) {
            return core.inquiries().operation(id).ended().orElseThrow().outcome();
        }
    }
}
