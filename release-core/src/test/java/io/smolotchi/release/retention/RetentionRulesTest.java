package io.smolotchi.release.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.plan.PrunePlan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A to F were healthy one after the other, F runs; two are kept. */
class RetentionRulesTest {

    private static final Duration LONG = Duration.ofDays(100);

    private History history = History.empty()
            .activated("A")
            .activated("B")
            .activated("C")
            .activated("D")
            .activated("E")
            .activated("F");
    private Application.Retention settings = new Application.Retention(2, Duration.ZERO, 1);
    private Protection protection = protection("F", Set.of(), Map.of(), Map.of());

    static Protection protection(
            String current, Set<String> inActivation, Map<String, String> byProcess, Map<String, String> byUnit) {
        return new Protection(
                Optional.of(Version.of(current)),
                Set.copyOf(inActivation.stream().map(Version::of).toList()),
                named(byProcess),
                named(byUnit));
    }

    private static Map<Version, String> named(Map<String, String> byName) {
        return byName.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(entry -> Version.of(entry.getKey()), Map.Entry::getValue));
    }

    @Test
    void the_last_healthy_ones_stay_and_the_others_go_each_with_its_reason() {
        assertThat(reasons())
                .containsExactly(
                        "F keep protected: it is current",
                        "E keep protected: a rollback would choose it",
                        "D delete healthy, but 2 others were live since",
                        "C delete healthy, but 3 others were live since",
                        "B delete healthy, but 4 others were live since",
                        "A delete healthy, but 5 others were live since");
    }

    @Test
    void healthy_ones_count_by_when_they_last_were_not_by_when_they_were_staged() {
        history = history.activated("A");
        protection = protection("A", Set.of(), Map.of(), Map.of());
        settings = new Application.Retention(3, Duration.ZERO, 0);

        assertThat(kept()).containsExactly("F", "E", "A");
        assertThat(reason("E")).isEqualTo("healthy, number 3 of the 3 to keep");
    }

    static Stream<Arguments> what_must_stay() {
        return Stream.of(
                Arguments.of(protection("C", Set.of(), Map.of(), Map.of()), "C", "it is current"),
                Arguments.of(protection("F", Set.of("B"), Map.of(), Map.of()), "B", "an open activation needs it"),
                Arguments.of(
                        protection("F", Set.of(), Map.of("B", "pid 812 (python3)"), Map.of()),
                        "B",
                        "in use by pid 812 (python3)"),
                Arguments.of(
                        protection("F", Set.of(), Map.of(), Map.of("B", "smolotchi-core.service")),
                        "B",
                        "named by smolotchi-core.service"),
                Arguments.of(protection("C", Set.of(), Map.of(), Map.of()), "F", "it is the last that was live"),
                Arguments.of(protection("F", Set.of(), Map.of(), Map.of()), "E", "a rollback would choose it"));
    }

    @ParameterizedTest
    @MethodSource("what_must_stay")
    void protection_beats_every_budget(Protection found, String version, String why) {
        protection = found;
        settings = new Application.Retention(1, Duration.ZERO, 0);

        assertThat(kept()).contains(version);
        assertThat(reason(version)).isEqualTo("protected: " + why);
    }

    @Test
    void what_is_pinned_stays_until_it_is_unpinned() {
        history = history.pinned("A");
        assertThat(reason("A")).isEqualTo("protected: pinned: by hand");

        history = history.unpinned("A");
        assertThat(kept()).doesNotContain("A");
    }

    @Test
    void what_a_rollback_would_choose_is_found_along_the_chain() {
        history = history.rolledBackTo("D");
        protection = protection("D", Set.of(), Map.of(), Map.of());

        assertThat(reason("C")).isEqualTo("protected: a rollback would choose it");
    }

    @Test
    void what_a_redo_would_go_back_to_stays_for_the_minimum_age_after_the_rollback() {
        history = history.later(LONG).rolledBackTo("D");
        protection = protection("D", Set.of(), Map.of(), Map.of());
        settings = new Application.Retention(1, Duration.ofDays(7), 0);
        assertThat(reason("F")).isEqualTo("protected: a redo would choose it");

        history = history.later(LONG);
        assertThat(kept()).containsExactly("D", "C");
    }

    @Test
    void what_is_young_stays_whatever_it_was() {
        history = history.later(LONG).staged("G").failed("H");
        settings = new Application.Retention(1, Duration.ofDays(7), 0);

        assertThat(reason("G")).isEqualTo("younger than 7 days");
        assertThat(reason("H")).isEqualTo("younger than 7 days");
        assertThat(kept()).containsExactly("H", "G", "F", "E");

        history = history.later(LONG);
        assertThat(kept()).containsExactly("F", "E");
    }

    @Test
    void those_that_never_were_healthy_have_a_budget_of_their_own() {
        history = history.failed("G").staged("H").failed("I");
        settings = new Application.Retention(6, Duration.ZERO, 2);

        assertThat(reasons())
                .startsWith(
                        "I keep failed, number 1 of the 2 to keep",
                        "H keep never tried, number 2 of the 2 to keep",
                        "G delete failed, and only 2 of those are kept",
                        "F keep protected: it is current");
        assertThat(kept()).contains("A", "B", "C", "D", "E");
    }

    @Test
    void bytes_are_those_that_deleting_one_after_the_other_frees() {
        List<PrunePlan.Row> rows = new RetentionRules(
                        history.toReleaseHistory(), history.releases(), settings, protection, history.now())
                // B and C share all their bytes: only the second one that goes frees them.
                .decide(
                        history.releases(),
                        new ToLongFunction<>() {
                            private final Set<Version> gone = new HashSet<>();

                            @Override
                            public long applyAsLong(Version version) {
                                gone.add(version);
                                boolean both = gone.contains(Version.of("B")) && gone.contains(Version.of("C"));
                                boolean last = version.equals(Version.of("B")) || version.equals(Version.of("C"));
                                return version.equals(Version.of("D")) ? 100 : both && last ? 70 : 0;
                            }
                        },
                        DiskNeed.NONE)
                .rows();

        assertThat(rows)
                .extracting(row -> row.version() + " " + row.freed())
                .containsExactly("F 0", "E 0", "D 100", "C 0", "B 70", "A 0");
    }

    private List<PrunePlan.Row> rows() {
        return new RetentionRules(history.toReleaseHistory(), history.releases(), settings, protection, history.now())
                .decide(history.releases(), _ -> 0, DiskNeed.NONE)
                .rows();
    }

    private List<String> reasons() {
        return rows().stream()
                .map(row -> row.version() + (row.delete() ? " delete " : " keep ") + row.reason())
                .toList();
    }

    private List<String> kept() {
        return rows().stream()
                .filter(row -> !row.delete())
                .map(row -> row.version().value())
                .toList();
    }

    private String reason(String version) {
        return rows().stream()
                .filter(row -> row.version().equals(Version.of(version)))
                .map(PrunePlan.Row::reason)
                .findFirst()
                .orElseThrow();
    }
}
