package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.Plan;
import io.smolotchi.release.refusal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that was installed by the deployment guide: a directory at current, and units written by hand. */
class AdoptionTest {

    private static final Request ADOPT = new Request.Adopt(Optional.empty());

    private static final Request BACK = new Request.Adopt(Optional.empty(), true);

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;
    private Path current;

    @BeforeEach
    void installed_by_hand() throws IOException {
        current = root.resolve("opt/smolotchi/current");
        Files.createDirectories(current.getParent());
        Files.move(Sample.tree("1.0.0", sources), current);
        Path unit = root.resolve("etc/systemd/system/smolotchi-core.service");
        Files.createDirectories(unit.getParent());
        Files.writeString(unit, "[Service]\nExecStart=/bin/true\n");
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void the_directory_becomes_a_release_and_there_is_no_instant_without_it() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger missed = new AtomicInteger();
        Thread looking = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                if (!Files.exists(current.resolve("smolotchi/cli.py"))) {
                    missed.incrementAndGet();
                }
            }
        });

        assertThat(machine.carryOut(ADOPT)).isEqualTo(new Outcome.Unchecked());
        over.set(true);
        looking.join();

        assertThat(missed).hasValue(0);
        assertThat(Files.readSymbolicLink(current)).hasToString("releases/1.0.0");
        assertThat(root.resolve("opt/smolotchi/.adopted-1.0.0/smolotchi/cli.py"))
                .exists();
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
        assertThat(machine.core().inquiries().history(HistoryFilter.newest(1)))
                .singleElement()
                .satisfies(row -> assertThat(row.kind()).isEqualTo(OperationKind.ADOPT));
        assertThat(machine.core().inquiries().verify(Optional.empty())).allMatch(VerifiedRelease::intact);
        assertThat(root.resolve("etc/systemd/system/smolotchi-core.service"))
                .as("no unit is touched")
                .hasContent("[Service]\nExecStart=/bin/true");
        assertThat(machine.core().changes().plan(ADOPT).nothingToDo()).isTrue();
    }

    @Test
    void what_was_kept_goes_with_the_next_activation_and_a_rollback_leads_back() {
        machine.carryOut(ADOPT);
        machine.stage(Sample.tree("1.1.0", sources));

        assertThat(machine.activate("1.1.0")).isEqualTo(new Outcome.Unchecked());

        // It is deleted after the end is recorded, which closing waits for.
        machine.close();
        machine = new OfflineMachine(root);
        assertThat(root.resolve("opt/smolotchi/.adopted-1.0.0")).doesNotExist();
        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
    }

    @Test
    void a_crash_between_the_exchange_and_its_row_is_made_good_by_the_next_try() throws IOException {
        machine.stage(current);
        Path aside = current.resolveSibling(".current-to-1.0.0");
        Files.move(current, aside);
        Files.createSymbolicLink(current, Path.of("releases/1.0.0"));

        assertThat(machine.carryOut(ADOPT)).isEqualTo(new Outcome.Unchecked());

        assertThat(machine.status().problems()).isEmpty();
        assertThat(aside).doesNotExist();
        assertThat(root.resolve("opt/smolotchi/.adopted-1.0.0")).isDirectory();
    }

    @Test
    void an_adoption_is_taken_back_and_the_directory_is_what_it_was() throws IOException {
        Files.writeString(current.resolve("notes"), "mine");
        machine.carryOut(ADOPT);

        assertThat(machine.carryOut(BACK)).isEqualTo(new Outcome.Unchecked());

        assertThat(current).isDirectory();
        assertThat(Files.isSymbolicLink(current)).isFalse();
        assertThat(current.resolve("notes")).hasContent("mine");
        assertThat(root.resolve("opt/smolotchi/.adopted-1.0.0")).doesNotExist();
        assertThat(machine.core().changes().plan(BACK).nothingToDo()).isTrue();
        assertThat(machine.carryOut(ADOPT)).as("once more").isEqualTo(new Outcome.Unchecked());
        assertThat(machine.status().problems()).isEmpty();
    }

    @Test
    void a_crash_while_it_is_taken_back_is_made_good_by_the_next_try() throws IOException {
        machine.carryOut(ADOPT);
        Path kept = root.resolve("opt/smolotchi/.adopted-1.0.0");
        Path aside = root.resolve("opt/smolotchi/aside");
        Files.move(kept, aside);
        Files.move(current, kept);
        Files.move(aside, current);

        assertThat(machine.carryOut(BACK)).isEqualTo(new Outcome.Unchecked());

        assertThat(current).isDirectory();
        assertThat(kept).doesNotExist();
    }

    @Test
    void a_second_adoption_that_is_cut_off_is_recorded_by_the_next_try() throws IOException {
        machine.carryOut(ADOPT);
        machine.carryOut(BACK);
        Path kept = root.resolve("opt/smolotchi/.adopted-1.0.0");
        Files.move(current, kept);
        Files.createSymbolicLink(current, Path.of("releases/1.0.0"));

        assertThat(machine.carryOut(ADOPT)).isEqualTo(new Outcome.Unchecked());

        assertThat(machine.status().problems()).isEmpty();
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
    }

    @Test
    void a_directory_that_somebody_made_since_is_not_exchanged() throws IOException {
        machine.carryOut(ADOPT);
        Files.delete(current);
        Files.createDirectory(current);
        Files.writeString(current.resolve("newer"), "mine");

        assertThat(machine.carryOut(BACK)).isInstanceOf(Outcome.Refused.class);

        assertThat(current.resolve("newer")).hasContent("mine");
    }

    @Test
    void an_adoption_can_not_be_taken_back_once_something_else_was_activated() {
        machine.carryOut(ADOPT);
        machine.stage(Sample.tree("1.1.0", sources));
        machine.activate("1.1.0");

        assertThat(machine.carryOut(BACK)).isInstanceOf(Outcome.Refused.class);
        assertThat(machine.status().current()).contains(Version.of("1.1.0"));
    }

    @Test
    void what_can_not_be_adopted_is_left_as_it_is() throws IOException {
        Path outside = current.resolve("link");
        Files.createSymbolicLink(outside, Path.of("/etc/passwd"));
        Plan unsafe = machine.core().changes().plan(ADOPT);
        assertThat(unsafe.refusals()).anyMatch(refusal -> refusal.code() == Code.SOURCE_UNSAFE);
        assertThat(machine.carryOut(ADOPT)).isInstanceOf(Outcome.Refused.class);
        assertThat(current).isDirectory().isNotEmptyDirectory();
        Files.delete(outside);

        machine.stage(current);
        assertThat(machine.core()
                        .changes()
                        .plan(Request.Activate.of(Version.of("1.0.0")))
                        .refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.remedy()).isEqualTo("smolotchi-release adopt"));
    }
}
