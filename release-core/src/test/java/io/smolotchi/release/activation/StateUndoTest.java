package io.smolotchi.release.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.StateLevel;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.state.AppDatabase;
import io.smolotchi.release.state.Snapshots;
import io.smolotchi.release.state.StateWork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the application's database when the release that is activated fails. */
class StateUndoTest {

    @TempDir
    Path root;

    private EngineScene scene;
    private AppDatabase events;

    @BeforeEach
    void release_1_has_written_something() {
        scene = new EngineScene(root);
        events = AppDatabase.made(root.resolve("var/lib/smolotchi/events.db"));
        events.add("old");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private StateWork work(boolean changes) {
        return new StateWork(
                "/var/lib/smolotchi",
                List.of("events.db"),
                Optional.of(Version.of("1")),
                Optional.empty(),
                StateLevel.NONE,
                Optional.empty(),
                changes);
    }

    /** The first start is that of the new release, which then fails. */
    private void newReleaseDoes(Runnable what) {
        AtomicBoolean started = new AtomicBoolean();
        scene.systemd.starts(unit -> {
            boolean first = !started.getAndSet(true);
            if (first) {
                what.run();
            }
            return first ? ModelSystemd.Start.FAILS : ModelSystemd.Start.WELL;
        });
    }

    private Snapshots snapshots() {
        return new Snapshots(root.resolve("state"));
    }

    @Test
    void the_state_comes_back_when_the_schema_was_changed_and_what_it_replaces_is_kept() {
        scene.state(work(false));
        newReleaseDoes(() -> {
            events.migrate();
            events.addAndBeKilled("new");
        });

        assertThat(scene.activate()).isInstanceOf(Outcome.RolledBack.class);

        assertThat(events.content()).isEqualTo("old, 0");
        Path replaced = root.resolve("state/" + scene.id + "/replaced/1.db");
        assertThat(new AppDatabase(replaced).content()).isEqualTo("old new, 2");
    }

    @Test
    void what_was_written_stays_when_the_schema_is_the_same() {
        scene.state(work(false));
        newReleaseDoes(() -> events.add("new"));

        assertThat(scene.activate()).isInstanceOf(Outcome.RolledBack.class);

        assertThat(events.content()).isEqualTo("old new, 0");
        assertThat(snapshots().all()).isEmpty();
    }

    @Test
    void a_change_that_is_declared_counts_though_no_table_tells_of_it() {
        scene.state(work(true));
        newReleaseDoes(() -> events.add("in another form"));

        assertThat(scene.activate()).isInstanceOf(Outcome.RolledBack.class);

        assertThat(events.content()).isEqualTo("old, 0");
    }

    @Test
    void a_release_that_broke_the_database_is_no_obstacle() {
        scene.state(work(false));
        newReleaseDoes(() -> {
            try {
                Files.writeString(events.file(), "broken ".repeat(2_000));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(scene.activate()).isInstanceOf(Outcome.RolledBack.class);

        assertThat(events.content()).isEqualTo("old, 0");
    }

    @Test
    void when_they_can_not_be_brought_back_it_is_said_where_the_databases_of_before_are() throws IOException {
        scene.state(work(false));
        Path directory = events.file().resolveSibling("");
        newReleaseDoes(() -> {
            // In the place of the database there is a directory that is not empty.
            try {
                Files.delete(events.file());
                Files.createDirectories(directory.resolve("events.db/in the way"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(scene.activate())
                .isInstanceOfSatisfying(
                        Outcome.Stranded.class,
                        stranded -> assertThat(stranded.cause())
                                .contains(
                                        "events.db is no file",
                                        "the databases of before are copied in " + root.resolve("state")));
    }

    @Test
    void an_undo_that_is_done_once_more_leaves_alone_what_was_written_since() {
        scene.state(work(false));
        OpenJournal journal = scene.opened();
        newReleaseDoes(events::migrate);
        // The old release runs again, writes, and its manager dies while it watches.
        scene.systemd.answers(call -> !call.equals("stateOf"));
        Cause cause = new Cause("start", Code.UNIT_FAILED, "did not start", io.smolotchi.release.catalog.Blame.RELEASE);
        Outcome first = scene.engine().forward(journal, scene.run());
        assertThat(first).isInstanceOf(Outcome.RolledBack.class);
        events.add("since");

        OpenJournal again = OpenJournal.begin(root.resolve("open"), scene.intent());
        again.begun();
        again.undoBecause(cause);
        scene.recovery().recover(scene.run(), true);

        assertThat(events.content()).isEqualTo("old since, 0");
    }
}
