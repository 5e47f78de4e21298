package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smolotchi.release.activation.Transitions.Standing;
import io.smolotchi.release.activation.steps.Intent;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.refusal.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitionsTest {

    private static final List<Standing> ALL = Stream.of(Direction.values())
            .flatMap(direction -> Stream.of(SwitchState.values()).map(switched -> new Standing(direction, switched)))
            .toList();

    private static final Cause CAUSE = new Cause("start", Code.UNIT_FAILED, "did not start", Blame.RELEASE);

    private static final Map<String, Consumer<OpenJournal>> ACTS = new TreeMap<>(Map.of(
            "begun", OpenJournal::begun,
            "done", OpenJournal::done,
            "undo", journal -> journal.undoBecause(CAUSE),
            "strand", OpenJournal::strand));

    @TempDir
    Path directory;

    @Test
    void the_switch_never_goes_back_and_stands_still_once_it_is_undone() {
        Set<String> legal = new TreeSet<>();
        for (Standing from : ALL) {
            for (Standing to : ALL) {
                if (!from.equals(to) && Transitions.legal(from, to)) {
                    legal.add(from + " -> " + to);
                }
            }
        }
        assertThat(legal)
                .containsExactlyInAnyOrder(
                        "FORWARD, switch NOT_BEGUN -> FORWARD, switch BEGUN",
                        "FORWARD, switch NOT_BEGUN -> UNDO, switch NOT_BEGUN",
                        "FORWARD, switch BEGUN -> FORWARD, switch DONE",
                        "FORWARD, switch BEGUN -> UNDO, switch BEGUN",
                        "FORWARD, switch DONE -> UNDO, switch DONE",
                        "UNDO, switch NOT_BEGUN -> STRANDED, switch NOT_BEGUN",
                        "UNDO, switch BEGUN -> STRANDED, switch BEGUN",
                        "UNDO, switch DONE -> STRANDED, switch DONE",
                        "STRANDED, switch NOT_BEGUN -> UNDO, switch NOT_BEGUN",
                        "STRANDED, switch BEGUN -> UNDO, switch BEGUN",
                        "STRANDED, switch DONE -> UNDO, switch DONE");
    }

    /** Where an act leads, by the names of the fields that it writes. */
    private static Standing after(Standing from, String act) {
        return switch (act) {
            case "begun" -> new Standing(from.direction(), SwitchState.BEGUN);
            case "done" -> new Standing(from.direction(), SwitchState.DONE);
            case "undo" -> new Standing(Direction.UNDO, from.switched());
            default -> new Standing(Direction.STRANDED, from.switched());
        };
    }

    private static OpenJournal standing(Standing wanted, Intent intent, Path directory) {
        OpenJournal journal = OpenJournal.begin(directory, intent);
        if (wanted.switched() != SwitchState.NOT_BEGUN) {
            journal.begun();
        }
        if (wanted.switched() == SwitchState.DONE) {
            journal.done();
        }
        if (wanted.direction() != Direction.FORWARD) {
            journal.undoBecause(CAUSE);
        }
        if (wanted.direction() == Direction.STRANDED) {
            journal.strand();
        }
        return journal;
    }

    @Test
    void every_act_on_every_standing_is_done_or_refused_as_the_table_says() {
        Intent intent;
        try (EngineScene scene = new EngineScene(directory)) {
            intent = scene.intent();
        }
        List<String> tried = new ArrayList<>();
        for (Standing from : ALL) {
            ACTS.forEach((name, act) -> {
                OpenJournal journal = standing(
                        from, intent, directory.resolve(from.direction() + "-" + from.switched() + "-" + name));
                assertThat(journal.standing()).isEqualTo(from);
                Standing to = after(from, name);
                if (Transitions.legal(from, to)) {
                    act.accept(journal);
                    assertThat(journal.standing()).isEqualTo(to);
                } else {
                    assertThatIllegalStateException().as(from + " " + name).isThrownBy(() -> act.accept(journal));
                    assertThat(journal.standing()).isEqualTo(from);
                }
                tried.add(name);
            });
        }
        assertThat(tried).hasSize(36);
    }

    @Test
    void each_outcome_ends_an_activation_where_it_belongs_and_nowhere_else() {
        List<Outcome> outcomes = List.of(
                new Outcome.Healthy(),
                new Outcome.Unchecked(),
                new Outcome.RolledBack("start", Code.UNIT_FAILED, "", Blame.RELEASE),
                new Outcome.Abandoned(Code.CANCELLED, ""),
                new Outcome.Stranded("start", Code.UNIT_FAILED, ""));
        for (Standing from : ALL) {
            List<String> words = outcomes.stream()
                    .filter(outcome -> Transitions.ends(from, outcome))
                    .map(Outcome::word)
                    .toList();
            List<String> expected = switch (from.direction()) {
                case FORWARD -> from.switched() == SwitchState.DONE ? List.of("healthy", "unchecked") : List.of();
                case UNDO -> List.of(from.switched() == SwitchState.NOT_BEGUN ? "abandoned" : "rolled back");
                case STRANDED -> List.of("stranded");
            };
            assertThat(words).as(from.toString()).isEqualTo(expected);
        }
    }
}
