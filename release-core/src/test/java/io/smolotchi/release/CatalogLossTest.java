package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Activation;
import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog is gone or broken, the releases are not. */
class CatalogLossTest {

    private static final Caller SOMEBODY = new Caller("tester", Origin.CONSOLE, "");

    @TempDir
    static Path prepared;

    @TempDir
    Path directory;

    private Path root;
    private OfflineMachine machine;

    @BeforeAll
    static void release_1_1_0_is_current_and_1_0_0_is_pinned() throws IOException {
        try (OfflineMachine machine = new OfflineMachine(Files.createDirectory(prepared.resolve("root")))) {
            for (String version : List.of("1.0.0", "1.1.0")) {
                machine.stage(Sample.tree(version, prepared));
                machine.activate(version);
            }
            machine.carryOut(new Request.Marking(Version.of("1.0.0"), Mark.Kind.PINNED, true));
        }
    }

    @BeforeEach
    void a_copy_of_that_machine() throws IOException, InterruptedException {
        root = directory.resolve("root");
        Process copy = new ProcessBuilder("cp", "-a", prepared.resolve("root").toString(), root.toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private Path catalog() {
        return root.resolve("var/lib/smolotchi-release/catalog.db");
    }

    private void isGone() throws IOException {
        Files.delete(catalog());
    }

    private CatalogReport rebuilt() {
        return machine.core().changes().rebuildCatalog(SOMEBODY);
    }

    @Test
    void status_tells_what_is_current_when_it_is_gone() throws IOException {
        isGone();
        Status status = machine.status();
        assertThat(status.current()).contains(Version.of("1.1.0"));
        assertThat(status.digest()).isPresent();
        assertThat(status.problems())
                .singleElement()
                .asString()
                .contains("the catalog is gone", "smolotchi-release catalog rebuild");
    }

    @Test
    void status_tells_what_is_current_when_it_is_broken() throws IOException {
        Files.writeString(catalog(), "this is no database".repeat(1000));
        Status status = machine.status();
        assertThat(status.current()).contains(Version.of("1.1.0"));
        assertThat(status.problems()).singleElement().asString().contains("catalog rebuild");
        assertThat(machine.core().inquiries().catalog().sound()).isFalse();
    }

    @Test
    void a_sound_one_is_left_alone() {
        assertThat(rebuilt().sound()).isTrue();
        assertThat(rebuilt().done()).isEmpty();
        assertThat(machine.core().inquiries().catalog().sound()).isTrue();
    }

    @Test
    void releases_marks_and_what_is_current_are_known_again() throws IOException {
        String broken = "this is no database".repeat(1000);
        Files.writeString(catalog(), broken);

        CatalogReport report = rebuilt();

        assertThat(report.done()).anyMatch(sentence -> sentence.startsWith("2 releases are known again"));
        assertThat(machine.core().inquiries().releases())
                .extracting(summary -> summary.release().version().value()
                        + (summary.pinned() ? " pinned" : "")
                        + (summary.current() ? " current" : ""))
                .containsExactly("1.1.0 current", "1.0.0 pinned");
        assertThat(machine.status().problems()).isEmpty();
        assertThat(machine.core().inquiries().catalog().sound()).isTrue();
        try (var files = Files.list(catalog().getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("catalog.db.set-aside-"));
        }
    }

    @Test
    void nothing_is_pruned_until_releases_were_healthy_again_and_a_rollback_has_nowhere_to_go() throws IOException {
        isGone();
        rebuilt();
        assertThat(machine.core()
                        .changes()
                        .plan(new Request.Prune(Optional.empty(), false))
                        .refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(Code.CATALOG_REBUILT);
        assertThat(machine.core()
                        .changes()
                        .plan(new Request.Prune(Optional.of(1), false))
                        .refusals())
                .isEmpty();
        assertThat(machine.core().changes().plan(Request.Rollback.nearest()).refusals())
                .extracting(refusal -> refusal.code())
                .containsExactly(Code.ROLLBACK_NO_TARGET);
    }

    @Test
    void the_next_activation_goes_from_what_is_current() throws IOException {
        isGone();
        rebuilt();
        assertThat(machine.activate("1.0.0")).isInstanceOf(Outcome.Unchecked.class);
        Activation row =
                machine.core().inquiries().history(HistoryFilter.newest(1)).getFirst();
        assertThat(row.from()).contains(Version.of("1.1.0"));
        assertThat(machine.rollback()).isInstanceOf(Outcome.Unchecked.class);
        assertThat(machine.status().current()).contains(Version.of("1.1.0"));
    }

    @Test
    void numbers_go_on_after_the_last_one_that_can_still_be_read() throws SQLException {
        // Rows that refer to nothing make it unsound, and still readable.
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + catalog());
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys=OFF");
            statement.execute("INSERT INTO release_removed (sequence, removed_by, removed_at) VALUES (99, 99, '"
                    + "2026-01-01T00:00:00.000000000Z')");
        }
        assertThat(machine.core().inquiries().catalog().findings())
                .containsExactly(
                        "a row of release_removed refers to nothing", "a row of release_removed refers to nothing");
        rebuilt();
        assertThat(machine.core().inquiries().history(HistoryFilter.newest(9)))
                .singleElement()
                .satisfies(row -> assertThat(row.id().value()).isEqualTo(6));
    }

    @Test
    void nothing_is_asked_of_a_machine_whose_catalog_is_gone_and_no_empty_one_takes_its_place() throws IOException {
        isGone();
        Request recover = new Request.Recover(true);
        assertThatThrownBy(() -> machine.core().changes().ask(recover, SOMEBODY, Optional.empty()))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .extracting(refusal -> refusal.code())
                                .containsExactly(Code.CATALOG_LOST));
        assertThat(catalog()).doesNotExist();
    }

    @Test
    void it_waits_for_nobody_who_changes_something() {
        try (var _ = new io.smolotchi.release.operation.Locks(
                        root.resolve("var/lib/smolotchi-release"), java.time.Clock.systemUTC())
                .change("activate @17", "somebody else")) {
            assertThatThrownBy(this::rebuilt).isInstanceOf(Refused.class);
        }
    }
}
