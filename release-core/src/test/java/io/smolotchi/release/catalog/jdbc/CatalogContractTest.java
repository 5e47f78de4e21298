package io.smolotchi.release.catalog.jdbc;

import static io.smolotchi.release.catalog.History.ANNA;
import static io.smolotchi.release.catalog.History.BEGIN;
import static io.smolotchi.release.catalog.History.digestOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.ActivationCounts;
import io.smolotchi.release.catalog.Blame;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Catalog;
import io.smolotchi.release.catalog.CatalogReads;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Ended;
import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.InstalledFile;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.NewEvent;
import io.smolotchi.release.catalog.Operation;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What the two ports promise. Everything is written by one and read through both: the writer itself, and a reader that knows just the file. */
class CatalogContractTest {

    static final List<Outcome> OUTCOMES = List.of(
            new Outcome.Healthy(),
            new Outcome.Unchecked(),
            new Outcome.RolledBack("watch", Code.HEALTH_FAILED, "web answered 500", Blame.RELEASE),
            new Outcome.RolledBack("start", Code.HOST_FAULT, "", Blame.HOST),
            new Outcome.RolledBack("start", Code.CANCELLED, "ctrl-c", Blame.OPERATOR),
            new Outcome.Stranded("switch", Code.STEP_FAILED, "the link could not be put back"),
            new Outcome.Abandoned(Code.INTERRUPTED, "the manager ended"),
            new Outcome.Done("nothing to do"),
            new Outcome.Refused(List.of(
                    Refusal.of(Code.RELEASE_BAD, "cannot activate 1.2.0: because it is bad", "mark-good 1.2.0"),
                    Refusal.of(Code.UNIT_POLICY, "cannot activate 1.2.0: because of User=\"root\" \u2014 never"))),
            new Outcome.Failed(Code.FAULT, "line one\nline 'two'"));

    private static final Instant NANOS = Instant.parse("2026-02-03T04:05:06.000000007Z");

    @TempDir
    Path dir;

    private Catalog catalog;
    private CatalogReads reader;

    @BeforeEach
    void open() {
        Path db = dir.resolve("catalog.db");
        catalog = OpenCatalog.open(db);
        reader = new PlainCatalogReads(db);
    }

    @AfterEach
    void close() {
        ((OpenCatalog) catalog).close();
        ((PlainCatalogReads) reader).close();
    }

    @Test
    void an_operation_is_read_as_it_was_asked() {
        Caller caller = new Caller("bea", Origin.WEB, "because of 'quotes' and \u00fcml\u00e4uts");
        Digest plan = Digest.of("plan");
        OperationId id =
                catalog.ask(OperationKind.RE_RENDER, caller, NANOS, "{\"verb\":\"Activate\"}", Optional.of(plan));

        assertThat(catalog.operation(id))
                .isEqualTo(reader.operation(id))
                .contains(new Operation(
                        id,
                        OperationKind.RE_RENDER,
                        caller,
                        NANOS,
                        "{\"verb\":\"Activate\"}",
                        Optional.of(plan),
                        Optional.empty()));
        assertThat(reader.operation(new OperationId(99))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_operation_is_read_back(OperationKind kind) {
        assertThat(reader.operation(ask(kind)).orElseThrow().kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource
    void every_origin_is_read_back(Origin origin) {
        OperationId id =
                catalog.ask(OperationKind.STAGE, new Caller("anna", origin, ""), BEGIN, "{}", Optional.empty());
        assertThat(reader.operation(id).orElseThrow().caller().origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @FieldSource("OUTCOMES")
    void every_outcome_is_read_back(Outcome outcome) {
        OperationId id = ask(OperationKind.ACTIVATE);
        catalog.end(id, NANOS, outcome);
        assertThat(reader.operation(id).orElseThrow().ended()).contains(new Ended(NANOS, outcome));
        assertThat(reader.operations(1).getFirst().ended()).contains(new Ended(NANOS, outcome));
    }

    @Test
    void operations_come_newest_first_and_no_more_than_asked_for() {
        OperationId first = ask(OperationKind.STAGE);
        OperationId second = ask(OperationKind.PRUNE);
        OperationId third = ask(OperationKind.MARK);
        assertThat(reader.operations(2)).extracting(Operation::id).containsExactly(third, second);
        assertThat(reader.operations(100)).extracting(Operation::id).containsExactly(third, second, first);
    }

    @Test
    void an_operation_ends_once() {
        OperationId id = ask(OperationKind.STAGE);
        catalog.end(id, BEGIN, new Outcome.Done("staged"));
        assertThatIllegalStateException()
                .isThrownBy(() -> catalog.end(id, BEGIN, new Outcome.Failed(Code.FAULT, "late")))
                .withMessageStartingWith("cannot end operation " + id + ": because");
        assertThat(reader.operation(id).orElseThrow().ended()).contains(new Ended(BEGIN, new Outcome.Done("staged")));
    }

    @Test
    void an_operation_that_nobody_asked_for_can_neither_end_nor_say_anything() {
        OperationId nobody = new OperationId(4711);
        assertThatIllegalStateException().isThrownBy(() -> catalog.end(nobody, BEGIN, new Outcome.Healthy()));
        assertThatIllegalStateException().isThrownBy(() -> catalog.append(note(nobody, "hello"), BEGIN));
    }

    @Test
    void a_full_activation_is_read_as_it_was_opened() {
        OperationId before = activated("1.0.0");
        OperationId id = ask(OperationKind.ROLLBACK);
        Activation opened = new Activation(
                id,
                OperationKind.ROLLBACK,
                ANNA,
                Optional.of(new Version("1.1.0")),
                Optional.of(new Version("1.0.0")),
                Optional.of(digestOf("1.0.0")),
                before,
                Optional.of(before),
                NANOS,
                "{\"user\":\"smolotchi\"}",
                "{\"steps\":[]}",
                Optional.empty());
        catalog.open(opened);
        assertThat(reader.activation(id)).contains(opened).isEqualTo(catalog.activation(id));
        assertThat(reader.activations(HistoryFilter.newest(1))).containsExactly(opened);
    }

    @Test
    void an_activation_with_nothing_optional_is_read_as_it_was_opened() {
        OperationId id = ask(OperationKind.UNINSTALL);
        Activation opened = new Activation(
                id,
                OperationKind.UNINSTALL,
                ANNA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                id,
                Optional.empty(),
                BEGIN,
                "{}",
                "{}",
                Optional.empty());
        catalog.open(opened);
        assertThat(reader.activation(id)).contains(opened);
        assertThat(reader.activation(new OperationId(99))).isEmpty();
    }

    @Test
    void an_activation_opens_once_and_not_as_one_that_has_ended() {
        OperationId id = activated("1.0.0");
        Activation ended = reader.activation(id).orElseThrow();
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.open(ended));
        assertThatIllegalStateException().isThrownBy(() -> catalog.open(opening(id, "1.0.0")));
    }

    @Test
    void the_whole_history_is_read_oldest_first_without_plans_and_settings() {
        History history = History.empty()
                .activated("1.0.0")
                .activated("1.1.0")
                .failed("1.2.0")
                .rolledBackTo("1.0.0")
                .redone("1.1.0")
                .stranded("1.3.0")
                .interrupted("1.4.0");
        history.writeTo(catalog);
        assertThat(reader.history()).isEqualTo(history.activations()).isEqualTo(catalog.history());

        OperationId id = ask(OperationKind.ACTIVATE);
        catalog.open(new Activation(
                id,
                OperationKind.ACTIVATE,
                ANNA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                id,
                Optional.empty(),
                BEGIN,
                "{\"layout\":\"prod\"}",
                "{\"steps\":[\"stop\"]}",
                Optional.empty()));
        assertThat(reader.history().getLast().plan()).isEqualTo("{}");
        assertThat(reader.history().getLast().settings()).isEqualTo("{}");
        assertThat(reader.activation(id).orElseThrow().settings()).isEqualTo("{\"layout\":\"prod\"}");
    }

    @Test
    void the_history_is_filtered_by_version_outcome_and_page() {
        History history = History.empty()
                .activated("1.0.0")
                .activated("1.1.0")
                .failed("1.2.0", Blame.HOST)
                .failed("1.2.0")
                .rolledBackTo("1.0.0")
                .interrupted("1.1.0");
        history.writeTo(catalog);
        List<Activation> rows = history.activations();

        assertThat(page(Optional.empty(), Optional.empty(), Optional.empty(), 1_000))
                .isEqualTo(rows.reversed());
        assertThat(page(Optional.of("1.2.0"), Optional.empty(), Optional.empty(), 10))
                .containsExactly(rows.get(3), rows.get(2));
        assertThat(page(Optional.empty(), Optional.of("rolled back"), Optional.empty(), 10))
                .containsExactly(rows.get(3), rows.get(2));
        assertThat(page(Optional.empty(), Optional.of("rolled-back"), Optional.of(rows.get(3)), 10))
                .containsExactly(rows.get(2));
        assertThat(page(Optional.of("1.0.0"), Optional.of("healthy"), Optional.empty(), 1))
                .containsExactly(rows.get(4));
        assertThat(page(Optional.empty(), Optional.of("open"), Optional.empty(), 10))
                .containsExactly(rows.get(5));
        assertThat(page(Optional.empty(), Optional.empty(), Optional.of(rows.get(2)), 1))
                .containsExactly(rows.get(1));
        assertThat(page(Optional.empty(), Optional.of("no such word"), Optional.empty(), 10))
                .isEmpty();
        assertThat(page(Optional.of("9.9.9"), Optional.empty(), Optional.empty(), 10))
                .isEmpty();
    }

    @Test
    void installed_files_are_read_in_order_and_once_per_activation() {
        OperationId first = activated("1.0.0");
        OperationId second = activated("1.1.0");
        List<InstalledFile> files = List.of(
                new InstalledFile(
                        "/etc/systemd/system/smolotchi-web.service", 0644, "[Service]\nExecStart=/bin/true\n"),
                new InstalledFile("/etc/systemd/system/smolotchi-core.service", 0600, ""),
                new InstalledFile("/etc/tmpfiles.d/smolotchi.conf", 0644, "[Service]\nExecStart=/bin/true\n"));
        catalog.installed(first, files);
        catalog.installed(second, files.subList(0, 1));

        assertThat(reader.installedFiles(first)).isEqualTo(files).isEqualTo(catalog.installedFiles(first));
        assertThat(reader.installedFiles(second)).isEqualTo(files.subList(0, 1));
        assertThat(reader.installedFiles(new OperationId(99))).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> catalog.installed(second, files.subList(0, 1)));
        assertThat(reader.installedFiles(second)).hasSize(1);
    }

    @Test
    void releases_are_read_in_the_order_of_staging_also_when_they_are_gone() {
        History history =
                History.empty().staged("2.0").staged("1.0").pruned("2.0").staged("1.5");
        history.writeTo(catalog);
        assertThat(reader.releases()).isEqualTo(history.releases()).isEqualTo(catalog.releases());
        assertThat(reader.releases()).extracting(Release::present).containsExactly(false, true, true);
        assertThat(reader.release(new Version("1.0")))
                .contains(history.releases().get(1));
        assertThat(reader.release(new Version("2.0"))).isEmpty();
        assertThat(reader.release(new Version("3.0"))).isEmpty();
    }

    @Test
    void a_version_is_staged_again_only_after_it_was_removed() {
        OperationId id = ask(OperationKind.STAGE);
        Release first = catalog.staged(release(id, "1.0.0"));
        assertThat(first.sequence()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(() -> catalog.staged(release(id, "1.0.0")));

        catalog.removed(List.of(first.sequence()), id, NANOS);
        assertThatIllegalStateException().isThrownBy(() -> catalog.removed(List.of(first.sequence()), id, NANOS));
        Release second = catalog.staged(release(id, "1.0.0"));
        assertThat(second.sequence()).isEqualTo(2);
        assertThat(reader.release(new Version("1.0.0"))).contains(second);
        assertThat(reader.releases().getFirst().removedAt()).contains(NANOS);
    }

    @Test
    void marks_are_read_oldest_first() {
        OperationId id = ask(OperationKind.MARK);
        for (Mark.Kind kind : Mark.Kind.values()) {
            for (boolean set : new boolean[] {true, false}) {
                catalog.mark(new Mark(new Version("1.0.0"), digestOf("1.0.0"), kind, set, "why", id, NANOS));
            }
        }
        assertThat(reader.marks()).hasSize(2 * Mark.Kind.values().length).isEqualTo(catalog.marks());
        assertThat(reader.marks().get(0))
                .isEqualTo(new Mark(new Version("1.0.0"), digestOf("1.0.0"), Mark.Kind.BAD, true, "why", id, NANOS));
        assertThat(reader.marks().get(5))
                .isEqualTo(new Mark(
                        new Version("1.0.0"), digestOf("1.0.0"), Mark.Kind.ROLLED_BACK_FROM, false, "why", id, NANOS));
    }

    @Test
    void activations_are_counted_by_how_they_ended() {
        assertThat(reader.activationCounts()).isEqualTo(new ActivationCounts(Map.of(), 0));
        OperationId staging = ask(OperationKind.STAGE);
        catalog.append(note(staging, "no activation"), BEGIN);
        catalog.end(staging, BEGIN, new Outcome.Done("staged"));
        assertThat(reader.activationCounts()).isEqualTo(new ActivationCounts(Map.of(), 1));
    }

    @ParameterizedTest
    @EnumSource
    void every_type_of_event_is_read_back(Event.Type type) {
        OperationId id = ask(OperationKind.ACTIVATE);
        Event event = catalog.append(new NewEvent(id, type, "stop", "stopping\ttwo units", "{\"n\":2}"), NANOS);
        assertThat(event).isEqualTo(new Event(1, id, NANOS, type, "stop", "stopping\ttwo units", "{\"n\":2}"));
        assertThat(reader.events(id, 0)).containsExactly(event);
    }

    @Test
    void events_are_followed_by_their_ids() {
        OperationId one = ask(OperationKind.ACTIVATE);
        OperationId two = ask(OperationKind.STAGE);
        Event a = catalog.append(note(one, "a"), BEGIN);
        Event b = catalog.append(note(two, "b"), BEGIN);
        Event c = catalog.append(note(one, "c"), BEGIN);

        assertThat(reader.events(one, 0)).containsExactly(a, c);
        assertThat(reader.events(one, a.id())).containsExactly(c);
        assertThat(reader.events(one, c.id())).isEmpty();
        assertThat(reader.events(one, 0, 1)).containsExactly(a);
        assertThat(reader.events(one, a.id(), 5)).containsExactly(c);
        assertThat(reader.eventsSince(0, 2)).containsExactly(a, b);
        assertThat(reader.eventsSince(b.id(), 10)).containsExactly(c);
    }

    @Test
    void writes_together_are_kept_or_taken_back_together() {
        OperationId id = ask(OperationKind.STAGE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> catalog.together(() -> {
                    catalog.append(note(id, "lost"), BEGIN);
                    catalog.end(id, BEGIN, new Outcome.Done("lost"));
                    throw new IllegalArgumentException("thought better of it");
                }))
                .withMessage("thought better of it");
        assertThat(reader.eventsSince(0, 10)).isEmpty();
        assertThat(reader.operation(id).orElseThrow().ended()).isEmpty();

        catalog.together(() -> {
            catalog.append(note(id, "kept"), BEGIN);
            catalog.together(() -> catalog.end(id, BEGIN, new Outcome.Done("kept")));
        });
        assertThat(reader.eventsSince(0, 10)).extracting(Event::text).containsExactly("kept");
        assertThat(reader.operation(id).orElseThrow().ended()).isPresent();
    }

    @Test
    void a_read_among_writes_together_sees_them_and_other_readers_do_not() {
        OperationId id = ask(OperationKind.STAGE);
        catalog.together(() -> {
            catalog.append(note(id, "here"), BEGIN);
            assertThat(catalog.events(id, 0)).hasSize(1);
            assertThat(reader.events(id, 0)).isEmpty();
        });
        assertThat(reader.events(id, 0)).hasSize(1);
    }

    private OperationId ask(OperationKind kind) {
        return catalog.ask(kind, ANNA, BEGIN, "{}", Optional.empty());
    }

    @Test
    void the_history_is_filtered_by_actor_and_time_alone_and_together_with_the_rest() {
        Instant noon = Instant.parse("2026-10-02T12:00:00Z");
        OperationId first = opened("anna", "1.0.0", noon);
        OperationId second = opened("bob", "1.1.0", noon.plusSeconds(60));
        OperationId third = opened("anna", "1.1.0", noon.plusSeconds(120));
        HistoryFilter all = HistoryFilter.newest(10);

        assertThat(numbers(all.by(Optional.of("anna")))).containsExactly(third, first);
        assertThat(numbers(all.by(Optional.of("ann")))).isEmpty();
        assertThat(numbers(all.begun(Optional.of(noon.plusSeconds(60)), Optional.empty())))
                .containsExactly(third, second);
        assertThat(numbers(all.begun(Optional.empty(), Optional.of(noon.plusSeconds(60)))))
                .containsExactly(first);
        assertThat(numbers(all.by(Optional.of("anna"))
                        .ofVersion(Optional.of(new Version("1.1.0")))
                        .ended(Optional.of("healthy"))
                        .begun(Optional.of(noon), Optional.of(noon.plusSeconds(121)))
                        .before(Optional.of(new OperationId(third.value() + 1)))))
                .containsExactly(third);
    }

    private OperationId opened(String actor, String version, Instant at) {
        OperationId id =
                catalog.ask(OperationKind.ACTIVATE, new Caller(actor, Origin.CONSOLE, ""), at, "{}", Optional.empty());
        Activation row = opening(id, version);
        catalog.open(new Activation(
                id,
                row.kind(),
                new Caller(actor, Origin.CONSOLE, ""),
                row.from(),
                row.to(),
                row.digest(),
                id,
                row.parent(),
                at,
                row.settings(),
                row.plan(),
                Optional.empty()));
        catalog.end(id, at, new Outcome.Healthy());
        return id;
    }

    private List<OperationId> numbers(HistoryFilter filter) {
        return reader.activations(filter).stream().map(Activation::id).toList();
    }

    private OperationId activated(String version) {
        OperationId id = ask(OperationKind.ACTIVATE);
        catalog.open(opening(id, version));
        catalog.end(id, BEGIN, new Outcome.Healthy());
        return id;
    }

    private static Activation opening(OperationId id, String version) {
        return new Activation(
                id,
                OperationKind.ACTIVATE,
                ANNA,
                Optional.empty(),
                Optional.of(new Version(version)),
                Optional.of(digestOf(version)),
                id,
                Optional.empty(),
                BEGIN,
                "{}",
                "{}",
                Optional.empty());
    }

    private static Release release(OperationId by, String version) {
        return new Release(
                999, new Version(version), digestOf(version), by, NANOS, "/tmp/x", 3, 5_000_000_000L, Optional.empty());
    }

    private static NewEvent note(OperationId id, String text) {
        return NewEvent.of(id, Event.Type.NOTE, "", text);
    }

    private List<Activation> page(
            Optional<String> version, Optional<String> outcome, Optional<Activation> before, int limit) {
        return reader.activations(HistoryFilter.newest(limit)
                .ofVersion(version.map(Version::new))
                .ended(outcome)
                .before(before.map(Activation::id)));
    }
}
