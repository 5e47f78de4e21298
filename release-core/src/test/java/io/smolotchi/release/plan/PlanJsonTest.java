package io.smolotchi.release.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.refusal.Refused;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PlanJsonTest {

    /** They tell the present moment only: ages, units that happen to run, and what is worth knowing but changes nothing. */
    private static final Set<String> OUTSIDE_THE_DIGEST = Set.of("explanation", "stop", "warnings");

    @Property(tries = 400)
    void every_plan_comes_back_from_its_json_as_it_was(@ForAll("plans") Plan plan) {
        assertThat(reread(plan)).isEqualTo(plan);
    }

    @Property(tries = 400)
    void the_digest_of_a_plan_is_the_same_on_both_sides_of_its_json(@ForAll("plans") Plan plan) {
        assertThat(reread(plan).digest()).isEqualTo(plan.digest());
        assertThat(PlanJson.write(reread(plan))).isEqualTo(PlanJson.write(plan));
    }

    @Provide
    Arbitrary<Plan> plans() {
        return AnyValue.of(Plan.class);
    }

    @Test
    void each_kind_of_plan_comes_back() {
        for (Class<?> kind : Plan.class.getPermittedSubclasses()) {
            Plan plan = (Plan) AnyValue.of(kind).sample();
            assertThat(reread(plan)).isEqualTo(plan);
        }
    }

    @Test
    void versions_digests_and_numbers_of_operations_are_plain_values() {
        ActivationPlan plan = AnyValue.of(ActivationPlan.class)
                .filter(any -> any.to().isPresent()
                        && any.digestOfTarget().isPresent()
                        && any.basedOn().isPresent())
                .sample();

        assertThat(PlanJson.write(plan))
                .contains(
                        "\"to\":\"" + plan.to().orElseThrow() + "\"",
                        "\"digestOfTarget\":\"" + plan.digestOfTarget().orElseThrow() + "\"",
                        "\"basedOn\":" + plan.basedOn().orElseThrow());
    }

    @Test
    void a_plan_of_a_newer_program_is_refused_by_its_number() {
        String json = PlanJson.write(new SmallPlan(SmallPlan.FORMAT, "pin A", List.of(), false, List.of()));

        assertThatThrownBy(() -> PlanJson.read(json.replace("\"format\":1", "\"format\":2"), SmallPlan.class))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("format 2");
        assertThatThrownBy(() -> PlanJson.read("{}", SmallPlan.class)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void whatever_an_activation_would_do_is_in_its_digest(@ForAll("pairs") Pair pair) {
        for (RecordComponent component : ActivationPlan.class.getRecordComponents()) {
            Object other = value(component, pair.other());
            if (value(component, pair.one()).equals(other)) {
                continue;
            }
            Digest changed = with(pair.one(), component, other).digest();
            if (OUTSIDE_THE_DIGEST.contains(component.getName())) {
                assertThat(changed).as(component.getName()).isEqualTo(pair.one().digest());
            } else {
                assertThat(changed)
                        .as(component.getName())
                        .isNotEqualTo(pair.one().digest());
            }
        }
    }

    @Provide
    Arbitrary<Pair> pairs() {
        return AnyValue.of(Pair.class);
    }

    record Pair(ActivationPlan one, ActivationPlan other) {}

    @Test
    void what_lies_outside_the_digest_is_there_at_all() {
        assertThat(Arrays.stream(ActivationPlan.class.getRecordComponents()).map(RecordComponent::getName))
                .containsAll(OUTSIDE_THE_DIGEST)
                .contains("to", "digestOfTarget", "basedOn", "units");
    }

    @Property(tries = 200)
    void a_prune_that_deletes_the_same_has_the_same_digest_however_its_reasons_read(@ForAll("prunes") PrunePlan plan) {
        List<PrunePlan.Row> later = plan.rows().stream()
                .map(row -> new PrunePlan.Row(
                        row.sequence(), row.version(), row.delete(), row.reason() + " and a day", row.freed() / 2))
                .toList();
        PrunePlan same = new PrunePlan(
                plan.format(),
                plan.policy() + ".",
                later,
                plan.copies(),
                plan.evidence() + 1,
                List.of("a foreign directory"),
                plan.refusals());
        assertThat(same.digest()).isEqualTo(plan.digest());
    }

    @Property(tries = 200)
    void a_prune_that_deletes_something_else_has_another_digest(@ForAll("prunes") PrunePlan plan) {
        Assume.that(!plan.deletions().isEmpty());
        List<PrunePlan.Row> spared = new ArrayList<>(plan.rows());
        PrunePlan.Row row = plan.deletions().getFirst();
        spared.set(
                spared.indexOf(row),
                new PrunePlan.Row(row.sequence(), row.version(), false, row.reason(), row.freed()));
        PrunePlan less = new PrunePlan(
                plan.format(), plan.policy(), spared, plan.copies(), plan.evidence(), plan.notes(), plan.refusals());
        assertThat(less.digest()).isNotEqualTo(plan.digest());
    }

    @Provide
    Arbitrary<PrunePlan> prunes() {
        return AnyValue.of(PrunePlan.class);
    }

    private static Plan reread(Plan plan) {
        return PlanJson.read(PlanJson.write(plan), plan.getClass());
    }

    private static ActivationPlan with(ActivationPlan plan, RecordComponent changed, Object value) {
        RecordComponent[] components = ActivationPlan.class.getRecordComponents();
        List<Object> values = Arrays.stream(components)
                .map(component -> component.getName().equals(changed.getName()) ? value : value(component, plan))
                .toList();
        return (ActivationPlan) AnyValue.create(ActivationPlan.class, components, values);
    }

    private static Object value(RecordComponent component, ActivationPlan plan) {
        try {
            return component.getAccessor().invoke(plan);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
