package io.smolotchi.release.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Event;
import io.smolotchi.release.catalog.History;
import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Release;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.catalog.jdbc.OpenCatalog;
import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.plan.PrunePlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.state.Snapshots;
import io.smolotchi.release.store.CurrentLink;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.store.StoreLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real trees, a real link and a real catalog: 1.0.0 to 1.3.0 were live one after the other, and one besides the present one is kept. */
class RetentionTest {

    private static final Application.Retention SETTINGS = new Application.Retention(2, Duration.ZERO, 0);

    @TempDir
    Path root;

    private Path releases = Path.of("");
    private OpenCatalog catalog = OpenCatalog.open(Path.of("never-opened.db"));
    private Retention retention = retention(Path.of("/"), History.empty());
    private ReleaseStore store = new ReleaseStore(new StoreLocation(Path.of("/"), "/opt/smolotchi"));
    private OperationId operation = new OperationId(1);
    private final Map<String, String> named = new HashMap<>();

    @BeforeEach
    void four_releases() throws IOException {
        releases = Files.createDirectories(root.resolve("opt/smolotchi/releases"));
        History history = History.empty()
                .activated("1.0.0")
                .activated("1.1.0")
                .activated("1.2.0")
                .activated("1.3.0");
        for (Release release : history.releases()) {
            release(release.version().value());
        }
        Files.createSymbolicLink(root.resolve("opt/smolotchi/current"), Path.of("releases/1.3.0"));
        catalog = history.writeTo(OpenCatalog.open(root.resolve("catalog.db")));
        operation = catalog.ask(OperationKind.PRUNE, History.ANNA, history.now(), "{}", Optional.empty());
        retention = retention(root, history);
        store = new ReleaseStore(new StoreLocation(root, "/opt/smolotchi"));
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    private Retention retention(Path machine, History history) {
        StoreLocation location = new StoreLocation(machine, "/opt/smolotchi");
        return new Retention(
                catalog,
                new ReleaseStore(location),
                new CurrentLink(location),
                () -> named,
                new Snapshots(machine.resolve("state")),
                Clock.fixed(history.now(), ZoneOffset.UTC));
    }

    private void release(String version) throws IOException {
        Files.createDirectories(releases.resolve(version));
        Files.writeString(releases.resolve(version).resolve("cli.py"), "print(1)\n");
        Files.createDirectories(releases.resolve(".meta").resolve(version));
    }

    private PrunePlan plan() {
        return retention.plan(SETTINGS, Retention.Needed.NOTHING, Optional.empty());
    }

    @Test
    void what_the_plan_names_is_gone_from_disk_and_catalog_and_its_history_stays() {
        PrunePlan plan = plan();
        assertThat(plan.deletions()).extracting(PrunePlan.Row::version).containsExactly(v("1.1.0"), v("1.0.0"));
        assertThat(plan.freed()).isPositive();

        Outcome outcome = retention.prune(plan, SETTINGS.evidence(), operation, catalog, Progress.none());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.text())
                                .startsWith("deleted 2 releases, ")
                                .endsWith(" freed"));
        assertThat(releases.resolve("1.0.0")).doesNotExist();
        assertThat(releases.resolve(".meta/1.0.0")).doesNotExist();
        assertThat(store.releases()).containsExactly(v("1.2.0"), v("1.3.0"));
        assertThat(catalog.releases().stream().filter(Release::present)).hasSize(2);
        assertThat(catalog.history()).hasSize(4);
        assertThat(plan().deletions()).isEmpty();
    }

    @Test
    void one_that_can_not_be_deleted_does_not_keep_the_rest() {
        PrunePlan plan = plan();
        // Where the marker of the removal is to be written, there is a directory that is not empty.
        Told told = new Told("STEP_STARTED delete 1.1.0", releases.resolve(".meta/.removing-1.1.0/in the way"));

        Outcome outcome = retention.prune(plan, SETTINGS.evidence(), operation, catalog, told);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause())
                                .startsWith("deleted 1 release, ")
                                .contains("cannot delete 1.1.0: "));
        assertThat(store.releases()).containsExactly(v("1.1.0"), v("1.2.0"), v("1.3.0"));
        assertThat(catalog.release(v("1.1.0"))).isPresent();
        assertThat(catalog.release(v("1.0.0"))).isEmpty();
        assertThat(told.events).contains("STEP_FAILED delete 1.1.0", "STEP_DONE delete 1.0.0");
    }

    @Test
    void what_an_installed_unit_names_stays() {
        named.put("1.0.0", "other.service");
        assertThat(plan().deletions()).extracting(PrunePlan.Row::version).containsExactly(v("1.1.0"));
        assertThat(plan().rows().getLast().reason()).isEqualTo("protected: named by other.service");
    }

    @Test
    void directories_of_others_are_named_and_left_alone() throws IOException {
        Files.createDirectories(releases.resolve("by-hand/deep"));
        release("9.9.9");

        PrunePlan plan = plan();
        retention.prune(plan, SETTINGS.evidence(), operation, catalog, Progress.none());

        assertThat(plan.notes())
                .anySatisfy(note -> assertThat(note).contains("by-hand").endsWith("is left alone"))
                .contains("9.9.9 is sealed but not in the catalog, and is left alone");
        assertThat(releases.resolve("by-hand/deep")).isDirectory();
        assertThat(releases.resolve("9.9.9/cli.py")).isRegularFile();
    }

    @Test
    void while_what_is_current_can_not_be_told_nothing_may_be_deleted() throws IOException {
        Path current = root.resolve("opt/smolotchi/current");
        Files.delete(current);
        assertThat(codes(plan())).containsExactly(Code.CURRENT_UNKNOWN);

        Files.createSymbolicLink(current, Path.of("/srv/elsewhere"));
        assertThat(codes(plan())).containsExactly(Code.CURRENT_UNKNOWN);
    }

    @Test
    void an_open_activation_forbids_it_and_its_releases_are_protected() {
        Refusal open = Refusal.of(Code.ACTIVATION_OPEN, "cannot prune: @9 is open");

        PrunePlan plan =
                retention.plan(SETTINGS, new Retention.Needed(Set.of(v("1.0.0")), Set.of()), Optional.of(open));

        assertThat(plan.refusals()).containsExactly(open);
        assertThat(plan.deletions()).extracting(PrunePlan.Row::version).containsExactly(v("1.1.0"));
    }

    private static Version v(String version) {
        return Version.of(version);
    }

    private static List<Code> codes(PrunePlan plan) {
        return plan.refusals().stream().map(Refusal::code).toList();
    }

    /** Keeps what it was told, and makes a directory at one of the events. */
    private static final class Told implements Progress {

        private final List<String> events = new ArrayList<>();
        private final String trigger;
        private final Path directory;

        Told(String trigger, Path directory) {
            this.trigger = trigger;
            this.directory = directory;
        }

        @Override
        public void event(Event.Type type, String step, String text, String json) {
            String event = type + " " + step;
            events.add(event);
            if (event.equals(trigger)) {
                assertThat(directory.toFile().mkdirs()).isTrue();
            }
        }

        @Override
        public void amount(long filesDone, long filesAll, long bytesDone, long bytesAll) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}
