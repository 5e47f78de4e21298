package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of installed units below another root. */
class InstalledUnitsReadingTest {

    private static final String CORE = "/etc/systemd/system/smolotchi-core.service";

    @TempDir
    static Path sources;

    private static InstalledTemplate template;

    @TempDir
    Path root;

    private OfflineMachine machine;
    private Inquiries inquiries;

    @BeforeAll
    static void template() {
        template = new InstalledTemplate(sources);
    }

    @BeforeEach
    void machine() {
        template.copyTo(root);
        machine = new OfflineMachine(root);
        inquiries = machine.core().inquiries();
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void what_was_edited_is_shown_with_its_text_and_noted_beside_its_unit() throws IOException {
        assertThat(inquiries.unitChanges(Optional.empty())).isEmpty();
        assertThat(inquiries.units()).allMatch(unit -> unit.notes().isEmpty());
        Path core = root.resolve(CORE.substring(1));
        Files.writeString(core, Files.readString(core) + "# mine\n");

        assertThat(inquiries.unitChanges(Optional.empty())).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo(CORE);
            assertThat(change.kind()).isEqualTo(UnitChange.Kind.CHANGED);
            assertThat(change.diff()).contains("+# mine");
        });
        assertThat(inquiries.units())
                .filteredOn(unit -> !unit.notes().isEmpty())
                .singleElement()
                .satisfies(unit -> {
                    assertThat(unit.health().unit()).isEqualTo("smolotchi-core.service");
                    assertThat(unit.notes()).containsExactly("changed by hand");
                });
    }

    @Test
    void what_a_release_would_install_is_compared_with_what_is_there() throws IOException {
        Version same = Version.of("1.0.0");
        assertThat(inquiries.unitChanges(Optional.of(same))).isEmpty();
        Files.delete(root.resolve(CORE.substring(1)));

        assertThat(inquiries.unitChanges(Optional.of(same)))
                .singleElement()
                .extracting(UnitChange::kind)
                .isEqualTo(UnitChange.Kind.ADDED);
        assertThatThrownBy(() -> inquiries.unitChanges(Optional.of(Version.of("9.9.9"))))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusals())
                                .anyMatch(refusal -> refusal.code() == Code.RELEASE_UNKNOWN));
    }

    @Test
    void the_log_is_that_of_units_that_are_ours_and_of_a_machine_that_runs() {
        assertThatThrownBy(() -> inquiries.log("sshd", Optional.empty(), 10))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.UNIT_UNKNOWN);
                    assertThat(refused.refusals().getFirst().what()).contains("smolotchi-web.service");
                });
        assertThatThrownBy(() -> inquiries.log("../x", Optional.empty(), 10)).hasMessageContaining("UNIT_UNKNOWN");
        for (String name : new String[] {"web", "smolotchi-web", "smolotchi-web.service", "prune.timer"}) {
            assertThatThrownBy(() -> inquiries.log(name, Optional.empty(), 10))
                    .hasMessageContaining("NO_SERVICE_MANAGER");
        }
    }
}
