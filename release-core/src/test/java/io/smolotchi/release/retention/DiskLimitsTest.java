package io.smolotchi.release.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.Lives;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.ReleaseHistory;
import io.smolotchi.release.catalog.RollbackChoice;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.plan.PrunePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** A budget for the disk, and a least that is to be free; every release takes 10 MiB here. */
class DiskLimitsTest {

    private static final long MIB = 1L << 20;
    private static final long EACH = 10 * MIB;

    private final History history = History.empty()
            .activated("A")
            .activated("B")
            .activated("C")
            .activated("D")
            .staged("E")
            .failed("F")
            .activated("G");

    private static Application.Retention settings(
            Duration minimumAge, Optional<Integer> budget, Optional<Integer> free) {
        return new Application.Retention(5, minimumAge, 2, budget, free, 3, Duration.ofDays(180));
    }

    private static RetentionRules.Decision decided(History history, Application.Retention settings, long free) {
        return decided(history, settings, free, history.now());
    }

    private static RetentionRules.Decision decided(
            History history, Application.Retention settings, long free, Instant now) {
        ReleaseHistory known = history.toReleaseHistory();
        List<Release> present =
                history.releases().stream().filter(Release::present).toList();
        Protection protection = new Protection(known.current(), Set.of(), Map.of(), Map.of());
        return new RetentionRules(known, present, settings, protection, now)
                .decide(present, _ -> EACH, new DiskNeed(present.size() * EACH, free));
    }

    private static List<String> deleted(RetentionRules.Decision decision) {
        return decision.rows().stream()
                .filter(PrunePlan.Row::delete)
                .map(row -> row.version().value())
                .toList();
    }

    @Test
    void within_the_budget_the_numbers_count() {
        assertThat(deleted(decided(history, settings(Duration.ZERO, Optional.of(70), Optional.empty()), 0)))
                .isEmpty();
    }

    @Test
    void over_the_budget_those_go_first_that_never_ran_then_the_oldest() {
        Application.Retention settings = settings(Duration.ZERO, Optional.of(45), Optional.empty());
        RetentionRules.Decision decision = decided(history, settings, 0);
        assertThat(deleted(decision)).containsExactly("F", "E", "A");
        assertThat(decision.over()).isZero();
        assertThat(decision.rows().getLast().reason()).isEqualTo("the releases take 73.4 MB of 47.2 MB");
    }

    @Test
    void what_is_protected_or_young_stays_and_the_rest_of_the_need_is_told() {
        Application.Retention settings = settings(Duration.ZERO, Optional.of(15), Optional.empty());
        RetentionRules.Decision decision = decided(history, settings, 0);
        assertThat(deleted(decision)).containsExactly("F", "E", "C", "B", "A");
        assertThat(decision.over()).isEqualTo(5 * MIB);

        Duration long_ = Duration.ofDays(1_000);
        RetentionRules.Decision young = decided(history, settings(long_, Optional.of(15), Optional.empty()), 0);
        assertThat(deleted(young)).isEmpty();
        assertThat(young.over()).isEqualTo(55 * MIB);
    }

    @Test
    void when_too_little_is_free_so_many_go_that_it_is_enough() {
        Application.Retention settings = settings(Duration.ZERO, Optional.empty(), Optional.of(100));
        assertThat(deleted(decided(history, settings, 85 * MIB))).containsExactly("F", "E");
        assertThat(deleted(decided(history, settings, 100 * MIB))).isEmpty();
    }

    @Property
    void nothing_protected_is_ever_deleted_whatever_the_limits_and_the_clock(
            @ForAll("histories") History life,
            @ForAll @IntRange(min = 1_970, max = 2_100) int year,
            @ForAll @IntRange(min = 1, max = 80) int budget,
            @ForAll @IntRange(min = 1, max = 80) int least) {
        ReleaseHistory known = life.toReleaseHistory();
        Application.Retention settings = settings(Duration.ofDays(1), Optional.of(budget), Optional.of(least));
        Instant now = Instant.parse(year + "-06-01T00:00:00Z");
        RetentionRules.Decision decision = decided(life, settings, 20 * MIB, now);
        Map<Version, PrunePlan.Row> rows = new HashMap<>();
        decision.rows().forEach(row -> rows.put(row.version(), row));
        Set<Version> gone = decision.rows().stream()
                .filter(PrunePlan.Row::delete)
                .map(PrunePlan.Row::version)
                .collect(Collectors.toSet());
        Statistics.label("deleted").collect(gone.size());

        known.current().ifPresent(current -> assertThat(gone).doesNotContain(current));
        RollbackChoice.along(known, 1, life.now())
                .target()
                .flatMap(row -> row.to())
                .ifPresent(target -> assertThat(gone).doesNotContain(target));
        for (Version version : gone) {
            Release release = known.release(version).orElseThrow();
            assertThat(known.mark(release, Mark.Kind.PINNED)).isEmpty();
        }
        boolean someLeft = decision.rows().stream()
                .anyMatch(row -> !row.delete() && row.reason().contains("to keep"));
        assertThat(decision.over() > 0 && someLeft)
                .as("over, while something is kept by its number only")
                .isFalse();
    }

    @Provide
    Arbitrary<History> histories() {
        return Lives.histories();
    }
}
