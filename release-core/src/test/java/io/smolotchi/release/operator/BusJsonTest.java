package io.smolotchi.release.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.OfflineMachine;
import io.smolotchi.release.Sample;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.AnyValue;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Nothing is lost on the way over the bus and back: every answer of the front door, every argument, every plan. */
class BusJsonTest {

    @TempDir
    Path root;

    @Test
    void every_read_has_a_name_of_its_own() {
        assertThat(Reads.all())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Inquiries.class.getMethods())
                        .filter(method -> !List.of(method.getParameterTypes()).contains(Path.class))
                        .filter(method ->
                                !method.toString().endsWith("events(io.smolotchi.release.catalog.OperationId,long)"))
                        .toList());
    }

    /** Of a method of the front door. */
    record Answer(Method read, Object value) {}

    @Provide
    Arbitrary<Answer> answers() {
        return Arbitraries.of(Inquiries.class.getMethods())
                .flatMap(read -> AnyValue.of(read.getGenericReturnType()).map(value -> new Answer(read, value)));
    }

    @Property(tries = 400)
    void what_a_read_answers_comes_back_as_it_was(@ForAll("answers") Answer answer) {
        assertComesBack(answer.value(), answer.read().getGenericReturnType());
    }

    @Provide
    Arbitrary<Plan> plans() {
        return AnyValue.of(Plan.class);
    }

    @Property(tries = 100)
    void so_does_every_plan_with_its_digest(@ForAll("plans") Plan plan) {
        assertComesBack(plan, Plan.class);
        assertThat(((Plan) BusJson.read(BusJson.write(plan, Plan.class), Plan.class)).digest())
                .isEqualTo(plan.digest());
    }

    @Test
    void so_do_the_arguments_of_a_read() throws Exception {
        HistoryFilter filter = new HistoryFilter(
                Optional.of(Version.of("1.4.2")),
                Optional.of("rolled back"),
                Optional.of("ada"),
                Optional.of(Instant.ofEpochSecond(1_800_000_000L, 123_456_789)),
                Optional.empty(),
                Optional.of(new OperationId(17)),
                1_000);
        assertArgumentsComeBack(Inquiries.class.getMethod("history", HistoryFilter.class), filter);
        assertArgumentsComeBack(
                Inquiries.class.getMethod("log", String.class, Optional.class, int.class),
                "web",
                Optional.of("s=1;i=2"),
                100);
        assertArgumentsComeBack(Inquiries.class.getMethod("verify", Optional.class), Optional.empty());
        assertArgumentsComeBack(
                Inquiries.class.getMethod("events", OperationId.class, long.class, int.class),
                new OperationId(Long.MAX_VALUE),
                Long.MAX_VALUE - 1,
                3);
        assertArgumentsComeBack(Inquiries.class.getMethod("status"));
    }

    @Test
    void nobody_gets_more_than_a_thousand_at_once() {
        Inquiries asked = (Inquiries) Proxy.newProxyInstance(
                Inquiries.class.getClassLoader(), new Class<?>[] {Inquiries.class}, (_, _, values) -> {
                    assertThat(values[1]).isEqualTo(1_000);
                    return List.of();
                });
        assertThat(Reads.of("eventsSince", "[0,2147483647]").orElseThrow().answer(asked))
                .isEqualTo("[]");
    }

    private static void assertArgumentsComeBack(Method read, Object... arguments) {
        List<JsonNode> elements = BusJson.elements(BusJson.writeArguments(arguments, read.getGenericParameterTypes()));
        for (int i = 0; i < arguments.length; i++) {
            assertThat(BusJson.read(elements.get(i), read.getGenericParameterTypes()[i]))
                    .isEqualTo(arguments[i]);
        }
    }

    @Test
    void so_does_what_a_machine_really_answers() throws Exception {
        Path source = Sample.tree("1.0.0", root.resolve("source"));
        try (OfflineMachine machine = new OfflineMachine(root.resolve("machine"))) {
            machine.stage(source);
            machine.activate("1.0.0");
            Inquiries inquiries = machine.core().inquiries();
            Version version = Version.of("1.0.0");
            OperationId staging = new OperationId(1);
            for (Method read : Inquiries.class.getMethods()) {
                Object[] arguments = Arrays.stream(read.getParameterTypes())
                        .map(type -> argument(type, version, staging))
                        .toArray();
                if (!read.getName().equals("log")) {
                    Object[] fitting = read.getName().equals("activation")
                            ? new Object[] {
                                inquiries
                                        .history(HistoryFilter.newest(1))
                                        .getFirst()
                                        .id()
                            }
                            : arguments;
                    assertComesBack(read.invoke(inquiries, fitting), read.getGenericReturnType());
                }
            }
            assertComesBack(machine.core().changes().plan(Request.Rollback.nearest()), Plan.class);
            assertComesBack(machine.core().changes().plan(new Request.Prune(Optional.empty(), false)), Plan.class);
        }
    }

    private Object argument(Class<?> type, Version version, OperationId id) {
        return switch (type.getSimpleName()) {
            case "Version" -> version;
            case "OperationId" -> id;
            case "Optional" -> Optional.of(version);
            case "HistoryFilter" -> HistoryFilter.newest(10);
            case "OperationKind" -> OperationKind.ACTIVATE;
            case "Path" -> root.resolve("machine/opt/smolotchi/current");
            case "long" -> 0L;
            case "int" -> 100;
            case "String" -> "web";
            default -> throw new IllegalArgumentException(type.toString());
        };
    }

    @Test
    void so_do_refusals() {
        List<Refusal> refusals = List.of(
                Refusal.of(Code.RELEASE_BAD, "cannot do \"that\"", "smolotchi-release list"),
                Refusal.of(Code.BUSY, "because\nof it"));
        assertThat(BusJson.readRefusals(BusJson.writeRefusals(refusals))).isEqualTo(refusals);
    }

    @Test
    void what_it_does_not_know_is_not_passed_over() {
        assertThatThrownBy(() -> BusJson.read(
                        "{\"findings\":[],\"done\":[],\"more\":1}", io.smolotchi.release.CatalogReport.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BusJson.read("{\"is\":\"Object\"}", Plan.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BusJson.elements("{}")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BusJson.elements("[1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertComesBack(Object value, Type type) {
        String json = BusJson.write(value, type);
        assertThat(BusJson.read(json, type)).as(json).isEqualTo(value);
    }
}
