package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator decided about units is never taken back silently. */
class AdministratorsChoiceTest {

    private static final String WEB = "smolotchi-web.service";
    private static final Version NEW = Version.of("1.1.0");

    @TempDir
    static Path sources;

    private static InstalledTemplate template;

    @TempDir
    Path root;

    private OfflineMachine machine;
    private Path units;

    @BeforeAll
    static void template() {
        template = new InstalledTemplate(sources, "1.1.0");
    }

    @BeforeEach
    void machine() {
        template.copyTo(root);
        units = root.resolve("etc/systemd/system");
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private String text(String unit) {
        try {
            return Files.readString(units.resolve(unit));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void edited(String unit) throws IOException {
        Files.writeString(units.resolve(unit), text(unit) + "# mine\n");
    }

    private Outcome activate(Optional<DriftChoice> choice) {
        return machine.carryOut(new Request.Activate(NEW, false, Map.of(), choice));
    }

    private List<Code> refusals(Request request) {
        return machine.core().changes().plan(request).refusals().stream()
                .map(Refusal::code)
                .toList();
    }

    @Test
    void an_edited_unit_stops_every_change_until_somebody_chooses() throws IOException {
        edited(WEB);

        assertThat(refusals(Request.Activate.of(NEW))).containsExactly(Code.UNIT_DRIFT);
        assertThat(refusals(new Request.Activate(NEW, true, Map.of())))
                .as("force is about bad releases")
                .containsExactly(Code.UNIT_DRIFT);
        assertThat(activate(Optional.of(DriftChoice.OVERWRITE))).isEqualTo(new Outcome.Unchecked());
        assertThat(text(WEB)).doesNotContain("# mine");
        edited(WEB);
        assertThat(refusals(Request.Rollback.nearest())).containsExactly(Code.UNIT_DRIFT);
    }

    @Test
    void what_is_kept_stays_and_stays_known_as_changed() throws IOException {
        edited(WEB);
        Files.delete(units.resolve("smolotchi-display.service"));

        assertThat(activate(Optional.of(DriftChoice.KEEP))).isEqualTo(new Outcome.Unchecked());

        assertThat(machine.status().current()).contains(NEW);
        assertThat(text(WEB)).endsWith("# mine\n");
        assertThat(units.resolve("smolotchi-display.service")).doesNotExist();
        assertThat(machine.core().inquiries().unitChanges(Optional.empty()))
                .extracting(change -> change.path())
                .containsExactly(
                        "/etc/systemd/system/smolotchi-display.service", "/etc/systemd/system/smolotchi-web.service");
        assertThat(refusals(Request.Rollback.nearest())).containsExactly(Code.UNIT_DRIFT);
        Request back = new Request.Rollback(
                Optional.empty(), Optional.empty(), Optional.empty(), false, false, Optional.of(DriftChoice.KEEP));
        assertThat(machine.carryOut(back)).isEqualTo(new Outcome.Unchecked());
        assertThat(text(WEB)).endsWith("# mine\n");
    }

    @Test
    void a_mask_is_put_and_taken_and_survives_what_is_activated_between() throws IOException {
        String before = text(WEB);
        assertThat(machine.carryOut(new Request.Masking("web", true))).isInstanceOf(Outcome.Done.class);
        assertThat(Files.readSymbolicLink(units.resolve(WEB))).hasToString("/dev/null");
        assertThat(machine.core().changes().plan(new Request.Masking(WEB, true)).nothingToDo())
                .isTrue();

        assertThat(machine.activate("1.1.0")).isEqualTo(new Outcome.Unchecked());
        assertThat(Files.readSymbolicLink(units.resolve(WEB))).hasToString("/dev/null");
        assertThat(machine.core().inquiries().units())
                .filteredOn(unit -> unit.health().unit().equals(WEB))
                .singleElement()
                .satisfies(unit -> assertThat(unit.notes()).containsExactly("masked"));

        assertThat(machine.carryOut(new Request.Masking("smolotchi-web", false)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(text(WEB)).isEqualTo(before);
        assertThat(units.resolve("multi-user.target.wants/" + WEB)).isSymbolicLink();
        assertThat(machine.core().inquiries().unitChanges(Optional.empty())).isEmpty();
    }

    @Test
    void a_mask_never_loses_a_text_that_nobody_recorded() throws IOException {
        edited(WEB);
        assertThat(refusals(new Request.Masking("web", true))).containsExactly(Code.UNIT_DRIFT);
        assertThat(refusals(new Request.Masking("sshd", true))).containsExactly(Code.UNIT_UNKNOWN);
        assertThat(text(WEB)).endsWith("# mine\n");
    }

    @Test
    void a_changed_install_section_moves_the_links_of_an_enabled_unit_and_no_others() throws IOException {
        assertThat(activate(Optional.empty())).isEqualTo(new Outcome.Unchecked());
        Path own = Files.createDirectories(units.resolve("rescue.target.wants")).resolve(WEB);
        Files.createSymbolicLink(own, Path.of("/etc/systemd/system/" + WEB));
        Files.delete(units.resolve("multi-user.target.wants/smolotchi-core.service"));
        Path moved = moved("smolotchi-web.service", "smolotchi-core.service");

        machine.stage(moved);
        assertThat(machine.activate("1.2.0")).isEqualTo(new Outcome.Unchecked());

        assertThat(units.resolve("multi-user.target.wants/" + WEB)).doesNotExist();
        assertThat(units.resolve("graphical.target.wants/" + WEB)).isSymbolicLink();
        assertThat(own).as("the administrator's own").isSymbolicLink();
        assertThat(units.resolve("graphical.target.wants/smolotchi-core.service"))
                .as("disabled stays so")
                .doesNotExist();

        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());
        assertThat(units.resolve("multi-user.target.wants/" + WEB)).isSymbolicLink();
        assertThat(units.resolve("graphical.target.wants/" + WEB)).doesNotExist();
    }

    /** A release whose units are wanted by another target. */
    private Path moved(String... names) throws IOException {
        Path tree = Sample.tree("1.2.0", Files.createDirectories(sources.resolve("moved")));
        Path shipped = tree.resolve("packaging/systemd");
        for (String name : names) {
            Path file = shipped.resolve(name);
            Files.writeString(
                    file, Files.readString(file).replace("WantedBy=multi-user.target", "WantedBy=graphical.target"));
        }
        return tree;
    }

    @Test
    void own_drop_ins_are_neither_read_nor_touched() throws IOException {
        Path own = Files.createDirectories(units.resolve(WEB + ".d")).resolve("override.conf");
        Files.writeString(own, "[Service]\nNice=5\n");

        ActivationPlan plan = (ActivationPlan) machine.core().changes().plan(Request.Activate.of(NEW));
        assertThat(plan.refusals()).isEmpty();
        assertThat(plan.units()).noneMatch(change -> change.path().endsWith("override.conf"));
        assertThat(activate(Optional.empty())).isEqualTo(new Outcome.Unchecked());
        assertThat(own).hasContent("[Service]\nNice=5\n");
    }
}
