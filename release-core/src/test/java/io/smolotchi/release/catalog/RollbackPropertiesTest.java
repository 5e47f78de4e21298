package io.smolotchi.release.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;

/** What must be true of a rollback whatever happened before. */
class RollbackPropertiesTest {

    @Property
    void the_history_knows_what_is_current(@ForAll("life") List<Deed> life) {
        Machine machine = Machine.after(life);
        assertThat(machine.history().current().map(Version::value)).isEqualTo(machine.current());
        assertThat(machine.history().position().flatMap(Activation::to).map(Version::value))
                .isEqualTo(machine.current());
    }

    @Property
    void a_target_is_another_release_that_is_on_disk_and_carries_no_mark_against_it(
            @ForAll("life") List<Deed> life, @ForAll @IntRange(min = 1, max = 4) int steps) {
        Machine machine = Machine.after(life);
        Optional<Activation> target = machine.along(steps).target();
        Statistics.label("steps back").collect(target.isPresent() ? "found" : "none");
        target.ifPresent(row -> assertThatItQualifies(row, machine));
    }

    @Property
    void a_target_was_live_is_a_position_of_its_own_and_lies_before_the_present_one(@ForAll("life") List<Deed> life) {
        Machine machine = Machine.after(life);
        machine.along(1).target().ifPresent(row -> {
            assertThat(row.live()).isTrue();
            assertThat(row.position()).isEqualTo(row.id());
            assertThat(row.id())
                    .isLessThan(machine.history().position().orElseThrow().id());
        });
    }

    @Property
    void rollbacks_one_after_the_other_walk_back_end_and_never_come_again_to_what_they_left(
            @ForAll("life") List<Deed> life) {
        Machine machine = Machine.after(life);
        int rows = machine.told().activations().size();
        Set<Optional<String>> left = new HashSet<>();
        int rollbacks = 0;
        OperationId position = position(machine);
        left.add(machine.current());
        while (machine.rollBack()) {
            assertThat(left).doesNotContain(machine.current());
            if (rollbacks > 0) {
                assertThat(position(machine)).isLessThan(position);
            }
            position = position(machine);
            left.add(machine.current());
            assertThat(++rollbacks).isLessThanOrEqualTo(rows);
        }
        Statistics.label("rollbacks in a row").collect(rollbacks);
    }

    @Property
    void so_many_steps_lead_where_so_many_rollbacks_lead(
            @ForAll("life") List<Deed> life, @ForAll @IntRange(min = 1, max = 4) int steps) {
        Optional<String> atOnce = name(Machine.after(life).along(steps));
        Machine machine = Machine.after(life);
        boolean all = true;
        for (int i = 0; i < steps && all; i++) {
            all = machine.rollBack();
        }
        assertThat(atOnce).isEqualTo(all ? machine.current() : Optional.empty());
    }

    @Property
    void redos_take_rollbacks_back_one_by_one(
            @ForAll("life") List<Deed> life, @ForAll @IntRange(min = 1, max = 3) int times) {
        Machine machine = Machine.after(life);
        List<OperationId> left = new ArrayList<>();
        boolean more = true;
        while (more && left.size() < times) {
            Optional<OperationId> here = machine.history().position().map(Activation::id);
            more = machine.rollBack();
            if (more) {
                left.add(here.orElseThrow());
            }
        }
        for (OperationId position : left.reversed()) {
            assertThat(machine.history().leftByRollback().map(Activation::id)).contains(position);
            boolean qualifies = machine.redo();
            Statistics.label("redo").collect(qualifies ? "done" : "no longer qualifies");
            if (!qualifies) {
                return;
            }
            assertThat(position(machine)).isEqualTo(position);
        }
    }

    @Property
    void attempts_in_vain_change_no_choice(
            @ForAll("life") List<Deed> life, @ForAll("inVain") List<Deed> attempts, @ForAll Random random) {
        List<Deed> withAttempts = new ArrayList<>(life);
        attempts.forEach(deed -> withAttempts.add(random.nextInt(withAttempts.size() + 1), deed));
        RollbackChoice undisturbed = Machine.after(life).along(1);
        Machine disturbed = Machine.after(withAttempts);
        assertThat(decisions(disturbed.along(1))).isEqualTo(decisions(undisturbed));

        disturbed.isInterrupted("A");
        assertThat(decisions(disturbed.along(1))).isEqualTo(decisions(undisturbed));
    }

    @Property
    void whatever_lies_between_the_present_position_and_the_target_is_named_with_a_reason(
            @ForAll("life") List<Deed> life, @ForAll @IntRange(min = 1, max = 3) int steps) {
        Machine machine = Machine.after(life);
        RollbackChoice choice = machine.along(steps);
        List<Activation> walked = new ArrayList<>();
        Optional<Activation> row = parent(machine, machine.history().position());
        while (row.isPresent() && (walked.isEmpty() || !choice.target().equals(Optional.of(walked.getLast())))) {
            walked.add(row.get());
            row = parent(machine, row);
        }
        assertThat(choice.considered())
                .extracting(RollbackChoice.Candidate::row)
                .containsExactlyElementsOf(walked);
        for (RollbackChoice.Candidate candidate : choice.considered()) {
            assertThat(candidate.taken()).isEqualTo(choice.target().equals(Optional.of(candidate.row())));
            assertThat(candidate.reason()).isNotBlank();
            assertThat(choice.explanation()).contains("@" + candidate.row().id(), candidate.reason());
            assertThat(candidate.line()).contains(candidate.reason());
        }
    }

    /** An oracle of its own for each reason that speaks of a release. */
    @Property
    void the_reason_for_passing_a_release_over_is_true(@ForAll("life") List<Deed> life) {
        Machine machine = Machine.after(life);
        ReleaseHistory history = machine.history();
        for (RollbackChoice.Candidate candidate : machine.along(1).considered()) {
            Activation row = candidate.row();
            Optional<Release> onDisk = row.to().flatMap(history::release);
            String reason = candidate.reason();
            Statistics.label("reasons").collect(reason.replaceAll("(for|bad).*", "$1"));
            switch (reason) {
                case "it is the release to be left" ->
                    assertThat(row.to().map(Version::value)).isEqualTo(machine.current());
                case "nothing was installed" -> assertThat(row.kind()).isEqualTo(OperationKind.UNINSTALL);
                case "it ran from a working tree" -> assertThat(row.kind()).isEqualTo(OperationKind.PROJECT);
                case "it is no longer on disk" -> assertThat(onDisk).isEmpty();
                case "another tree is on disk under its name" ->
                    assertThat(onDisk.map(Release::digest)).isPresent().isNotEqualTo(row.digest());
                case "it was rolled back from" ->
                    assertThat(history.mark(onDisk.orElseThrow(), Mark.Kind.ROLLED_BACK_FROM))
                            .isPresent();
                default -> {
                    boolean bad =
                            history.mark(onDisk.orElseThrow(), Mark.Kind.BAD).isPresent();
                    assertThat(reason).matches(bad ? "it is marked bad: .+" : "(healthy|unchecked) for .+");
                }
            }
        }
    }

    /** A floor of the application's state: what does not go with it is passed over like what is marked bad, and a redo heeds it too. */
    @Property
    void what_does_not_go_with_the_state_is_never_a_target_and_is_named(
            @ForAll("life") List<Deed> life,
            @ForAll Set<@From("versions") String> below,
            @ForAll @IntRange(min = 1, max = 3) int steps) {
        Machine machine = Machine.after(life);
        ReleaseHistory heeded = machine.history()
                .heeding(row ->
                        row.to().map(Version::value).filter(below::contains).map(_ -> "below the floor"));
        RollbackChoice choice = RollbackChoice.along(heeded, steps, machine.now());
        Statistics.label("with a floor").collect(choice.target().isPresent() ? "found" : "none");
        choice.target().ifPresent(row -> {
            assertThatItQualifies(row, machine);
            assertThat(below).doesNotContain(row.to().orElseThrow().value());
        });
        choice.considered().stream()
                .filter(candidate -> candidate.reason().equals("below the floor"))
                .forEach(candidate -> assertThat(below)
                        .contains(candidate.row().to().orElseThrow().value()));
        RollbackChoice.again(heeded, machine.now())
                .target()
                .ifPresent(row ->
                        assertThat(below).doesNotContain(row.to().orElseThrow().value()));
        for (String version : below) {
            assertThat(RollbackChoice.to(heeded, new Version(version), machine.now())
                            .target())
                    .isEmpty();
        }
        if (below.isEmpty()) {
            assertThat(choice).isEqualTo(machine.along(steps));
        }
    }

    @Property
    void a_named_release_is_chosen_exactly_when_it_qualifies_and_else_none(
            @ForAll("life") List<Deed> life, @ForAll("versions") String version) {
        Machine machine = Machine.after(life);
        RollbackChoice choice = RollbackChoice.to(machine.history(), new Version(version), machine.now());
        assertThat(choice.considered()).hasSizeLessThanOrEqualTo(1);
        assertThat(choice.considered())
                .allMatch(candidate -> candidate.row().to().equals(Optional.of(new Version(version))));
        assertThat(choice.explanation()).isNotBlank();
        choice.target().ifPresent(row -> assertThatItQualifies(row, machine));
        if (choice.target().isEmpty() && !choice.considered().isEmpty()) {
            Activation row = choice.considered().getFirst().row();
            assertThat(qualifies(row, machine)).isFalse();
        }
    }

    @Property
    void a_time_leads_to_what_was_live_then(
            @ForAll("life") List<Deed> life, @ForAll @IntRange(min = 0, max = 100) int percent) {
        Machine machine = Machine.after(life);
        Duration lived = Duration.between(History.BEGIN, machine.now());
        Instant time = History.BEGIN.plus(lived.multipliedBy(percent).dividedBy(100));
        RollbackChoice choice = RollbackChoice.before(machine.history(), time, machine.now());
        Optional<String> considered = choice.considered().stream()
                .findFirst()
                .flatMap(candidate -> candidate.row().to())
                .map(Version::value);
        assertThat(considered).isEqualTo(machine.currentAt(time));
        choice.target().ifPresent(row -> assertThatItQualifies(row, machine));
    }

    @Property
    void the_order_in_which_rows_are_read_does_not_matter(@ForAll("life") List<Deed> life, @ForAll Random random) {
        Machine machine = Machine.after(life);
        List<Activation> rows = new ArrayList<>(machine.told().activations());
        Collections.shuffle(rows, random);
        ReleaseHistory shuffled = new ReleaseHistory(
                rows, machine.told().releases(), machine.told().marks());
        assertThat(RollbackChoice.along(shuffled, 1, machine.now())).isEqualTo(machine.along(1));
    }

    @Property
    void pins_change_no_choice(@ForAll("life") List<Deed> life) {
        List<Deed> unpinned = life.stream()
                .filter(deed -> deed.what() != Deed.What.PIN && deed.what() != Deed.What.UNPIN)
                .toList();
        Assume.that(unpinned.size() < life.size());
        assertThat(decisions(Machine.after(life).along(1)))
                .isEqualTo(decisions(Machine.after(unpinned).along(1)));
    }

    @Provide
    Arbitrary<List<Deed>> life() {
        return Deed.life();
    }

    @Provide
    Arbitrary<List<Deed>> inVain() {
        return Deed.any()
                .filter(deed -> deed.what().inVain())
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> versions() {
        return Deed.any().map(Deed::version);
    }

    private static void assertThatItQualifies(Activation row, Machine machine) {
        assertThat(qualifies(row, machine))
                .as("%s in %s", row.to(), machine.told().activations())
                .isTrue();
    }

    /** By the words of the rule, without a look at how the product decides. */
    private static boolean qualifies(Activation row, Machine machine) {
        Optional<Release> release = machine.told().releases().stream()
                .filter(one -> one.removedAt().isEmpty() && row.to().equals(Optional.of(one.version())))
                .findFirst();
        return release.isPresent()
                && row.kind() != OperationKind.PROJECT
                && row.digest().equals(Optional.of(release.get().digest()))
                && !machine.current().equals(Optional.of(release.get().version().value()))
                && !marked(release.get(), Mark.Kind.BAD, machine)
                && !marked(release.get(), Mark.Kind.ROLLED_BACK_FROM, machine);
    }

    private static boolean marked(Release release, Mark.Kind kind, Machine machine) {
        return machine.told().marks().reversed().stream()
                .filter(mark -> mark.kind() == kind
                        && mark.version().equals(release.version())
                        && mark.digest().equals(release.digest()))
                .findFirst()
                .filter(Mark::set)
                .isPresent();
    }

    private static OperationId position(Machine machine) {
        return machine.history().position().map(Activation::id).orElseGet(() -> new OperationId(Long.MAX_VALUE));
    }

    private static Optional<Activation> parent(Machine machine, Optional<Activation> row) {
        return row.flatMap(Activation::parent).flatMap(machine.history()::row);
    }

    private static Optional<String> name(RollbackChoice choice) {
        return choice.target().flatMap(Activation::to).map(Version::value);
    }

    /** Without numbers and ages, which depend on what else happened. */
    private static List<String> decisions(RollbackChoice choice) {
        return choice.considered().stream()
                .map(candidate -> candidate.row().to().map(Version::value).orElse("nothing")
                        + (candidate.taken() ? " taken" : " skipped, " + candidate.reason()))
                .toList();
    }
}
