package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layout project: units run what lies in a working tree. */
class WorkingTreeTest {

    private static final String LAYOUT = "etc/systemd/system/smolotchi-web.service.d/50-smolotchi-release.conf";

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;
    private Path tree;

    @BeforeEach
    void start() throws IOException {
        tree = root.resolve("srv/smolotchi");
        Files.createDirectories(tree.getParent());
        Files.move(Sample.tree("1.1.0", sources), tree);
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private Request.Project project() {
        return new Request.Project(tree.toString(), Map.of("web-port", "8081"), Optional.empty());
    }

    private void runs(String version) {
        machine.stage(Sample.tree(version, sources));
        assertThat(machine.activate(version)).isEqualTo(new Outcome.Unchecked());
    }

    @Test
    void units_run_the_tree_and_no_release_is_current() throws IOException {
        runs("1.0.0");

        assertThat(machine.carryOut(project())).isEqualTo(new Outcome.Unchecked());

        assertThat(Files.readString(root.resolve(LAYOUT)))
                .contains("PYTHONPATH=/srv/smolotchi\n", "WorkingDirectory=/var/lib/smolotchi\n", "_WEB_PORT=8081\n")
                .doesNotContain("/opt/smolotchi", "ReadOnlyPaths=/");
        assertThat(root.resolve("opt/smolotchi/current")).doesNotExist();
        assertThat(machine.status().current()).isEmpty();
        assertThat(machine.status().currentNote()).isEqualTo("units run the working tree /srv/smolotchi");
        assertThat(machine.status().problems()).isEmpty();
        assertThat(machine.status().rollbackTarget()).contains(Version.of("1.0.0"));
        assertThat(machine.core().inquiries().history(HistoryFilter.newest(1)))
                .singleElement()
                .satisfies(row -> assertThat(row.kind()).isEqualTo(OperationKind.PROJECT));
    }

    @Test
    void a_rollback_leads_to_the_release_before_and_later_ones_never_back_to_the_tree() throws IOException {
        runs("1.0.0");
        String prod = Files.readString(root.resolve(LAYOUT));
        machine.carryOut(project());

        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());

        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
        assertThat(Files.readString(root.resolve(LAYOUT))).isEqualTo(prod);
        assertThat(machine.rollback()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void the_next_release_is_installed_by_the_layout_of_the_host_with_the_other_options_carried_forward()
            throws IOException {
        assertThat(machine.carryOut(project())).isEqualTo(new Outcome.Unchecked());

        runs("1.0.0");

        assertThat(Files.readString(root.resolve(LAYOUT)))
                .contains("PYTHONPATH=/opt/smolotchi/current\n", "_WEB_PORT=8081\n")
                .contains("ReadOnlyPaths=/opt/smolotchi/current\n");
    }

    @Test
    void the_plan_names_the_tree() {
        ActivationPlan plan = (ActivationPlan) machine.core().changes().plan(project());

        assertThat(plan.summary()).isEqualTo("project /srv/smolotchi (first installation)");
        assertThat(plan.workingTree()).contains("/srv/smolotchi");
        assertThat(plan.steps()).noneMatch(step -> step.does().contains("new link over"));
    }

    @Test
    void a_tree_that_units_could_not_run_is_refused() throws IOException {
        runs("1.0.0");
        assertThat(refusal(sources)).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.VALUE_MALFORMED);
            assertThat(refusal.what()).contains("is not below " + root);
        });
        assertThat(refusal(root.resolve("nowhere")).what()).contains("no such directory");
        assertThat(refusal(root.resolve("opt/smolotchi/current")).remedy()).contains("--layout prod");
        Path named = root.resolve("srv/with\nExecStartPre=evil");
        Files.createDirectories(named);
        assertThat(refusal(named).code()).isEqualTo(Code.VALUE_MALFORMED);
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
    }

    private Refusal refusal(Path directory) {
        Request request = new Request.Project(directory.toString(), Map.of(), Optional.empty());
        assertThat(machine.carryOut(request)).isInstanceOf(Outcome.Refused.class);
        return machine.core().changes().plan(request).refusals().getFirst();
    }

    @Test
    void a_host_whose_layout_is_project_activates_no_release_unasked() throws IOException {
        Path settings = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "layout: project\nproject: /srv/smolotchi\n");
        machine.stage(Sample.tree("1.0.0", sources));

        assertThat(machine.core()
                        .changes()
                        .plan(Request.Activate.of(Version.of("1.0.0")))
                        .refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.what()).contains("the settings ask for the layout project"));
    }
}
