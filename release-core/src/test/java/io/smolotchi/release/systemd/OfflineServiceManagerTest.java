package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.smolotchi.release.process.LocalProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineServiceManagerTest {

    private static final UnitName CORE = UnitName.of("smolotchi-core.service");
    private static final UnitName PRUNE = UnitName.of("smolotchi-prune.service");
    private static final UnitName TIMER = UnitName.of("smolotchi-prune.timer");
    private static final UnitName NONE = UnitName.of("smolotchi-none.service");

    @TempDir
    private Path root;

    private ServiceManager services = ServiceManagers.forRoot(Path.of("/nowhere"), _ -> {
        throw new IllegalStateException();
    });

    @BeforeEach
    void install() throws IOException {
        services = ServiceManagers.forRoot(root, new LocalProcesses());
        unit(CORE, "[Service]\nExecStart=/bin/true\n[Install]\nWantedBy=multi-user.target\n");
        unit(PRUNE, "[Service]\nType=oneshot\nExecStart=/bin/true\n");
        unit(TIMER, "[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n");
    }

    @AfterEach
    void close() {
        services.close();
    }

    private void unit(UnitName name, String text) throws IOException {
        Path directory = Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.writeString(directory.resolve(name.value()), text);
    }

    private Path wants(String target, UnitName unit) {
        return root.resolve("etc/systemd/system").resolve(target + ".wants").resolve(unit.value());
    }

    @Test
    void units_are_enabled_by_their_install_sections() {
        services.enable(List.of(CORE, PRUNE, TIMER));
        assertThat(wants("multi-user.target", CORE)).isSymbolicLink();
        assertThat(wants("timers.target", TIMER)).isSymbolicLink();
        assertThat(services.fileState(CORE)).isEqualTo("enabled");
        assertThat(services.fileState(PRUNE)).isEqualTo("static");
        services.disable(List.of(CORE, PRUNE, TIMER));
        assertThat(wants("multi-user.target", CORE)).doesNotExist();
        assertThat(services.fileState(CORE)).isEqualTo("disabled");
    }

    @Test
    void a_unit_without_install_section_alone_is_no_failure() {
        services.enable(List.of(PRUNE));
        assertThat(services.fileState(PRUNE)).isEqualTo("static");
    }

    @Test
    void a_unit_that_does_not_exist_can_be_disabled_and_not_enabled() {
        services.disable(List.of(NONE, CORE));
        assertThat(services.fileState(NONE)).isEmpty();
        assertThatExceptionOfType(ServiceManagerException.class)
                .isThrownBy(() -> services.enable(List.of(NONE)))
                .withMessageContaining("cannot enable [smolotchi-none.service]")
                .withMessageContaining("does not exist");
    }

    @Test
    void links_to_a_unit_whose_file_is_gone_are_removed() throws IOException {
        services.enable(List.of(CORE));
        Files.delete(root.resolve("etc/systemd/system").resolve(CORE.value()));
        services.disable(List.of(CORE));
        assertThat(Files.isSymbolicLink(wants("multi-user.target", CORE))).isFalse();
    }

    @Test
    void a_masked_unit_is_seen_as_such() throws IOException {
        Files.createSymbolicLink(root.resolve("etc/systemd/system/smolotchi-web.service"), Path.of("/dev/null"));
        UnitName web = UnitName.of("smolotchi-web.service");
        assertThat(services.fileState(web)).isEqualTo("masked");
        assertThat(services.state(web).load()).isEqualTo("masked");
    }

    @Test
    void nothing_runs_and_nothing_is_started() {
        assertThat(services.running()).isFalse();
        assertThat(services.systemState()).isEqualTo("offline");
        assertThat(services.states(List.of(CORE, NONE)).values())
                .extracting(UnitState::exists, UnitState::active, UnitState::invocation)
                .containsExactly(tuple(true, "inactive", ""), tuple(false, "inactive", ""));
        assertThat(services.start(List.of(CORE), Duration.ofSeconds(1))).containsExactly(Map.entry(CORE, "skipped"));
        assertThat(services.stop(List.of(CORE), Duration.ofSeconds(1))).containsExactly(Map.entry(CORE, "done"));
        assertThat(services.hasProcesses(CORE)).isFalse();
        assertThat(services.activeDependents(CORE)).isEmpty();
        services.resetFailed(List.of(CORE));
        services.daemonReload();
        assertThatIllegalStateException()
                .isThrownBy(() -> services.startTransient(new TransientService(
                        NONE, "", List.of("/bin/true"), List.of(), Duration.ofSeconds(90), Map.of())));
    }

    @Test
    void systemd_runs_where_its_directory_is(@TempDir Path other) throws IOException {
        assertThat(ServiceManagers.booted(other)).isFalse();
        Files.createDirectories(other.resolve("run/systemd/system"));
        assertThat(ServiceManagers.booted(other)).isTrue();
    }
}
