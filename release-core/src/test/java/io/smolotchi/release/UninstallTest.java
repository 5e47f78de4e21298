package io.smolotchi.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.HistoryFilter;
import io.smolotchi.release.catalog.OperationKind;
import io.smolotchi.release.catalog.Outcome;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.DriftChoice;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.plan.ActivationPlan;
import io.smolotchi.release.plan.PlannedStep;
import io.smolotchi.release.plan.UnitChange;
import io.smolotchi.release.refusal.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninstallTest {

    private static final Request UNINSTALL = new Request.Uninstall(Optional.empty());
    private static final Set<String> ACCOUNTS = Set.of(
            "passwd",
            "group",
            "shadow",
            "gshadow",
            "passwd-",
            "group-",
            "shadow-",
            "gshadow-",
            ".pwd.lock",
            "subuid",
            "subgid");
    private static final String OWN_DROP_IN = "etc/systemd/system/smolotchi-core.service.d/90-mine.conf";

    @TempDir
    Path root;

    @TempDir
    Path sources;

    private OfflineMachine machine;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(root.resolve("etc/systemd/system/multi-user.target.wants"));
        Files.writeString(root.resolve("etc/systemd/system/other.service"), "[Service]\n");
        Files.createSymbolicLink(
                root.resolve("etc/systemd/system/multi-user.target.wants/other.service"),
                Path.of("/etc/systemd/system/other.service"));
        for (String directory : List.of("tmpfiles.d", "sysusers.d", "smolotchi", "default")) {
            Files.writeString(
                    Files.createDirectories(root.resolve("etc").resolve(directory))
                            .resolve("other.conf"),
                    "# theirs\n");
        }
        machine = new OfflineMachine(root);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void exactly_what_was_installed_goes_and_a_rollback_brings_it_back() {
        Map<String, String> untouched = etc();
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");
        Map<String, String> installed = etc();
        assertThat(installed).isNotEqualTo(untouched);

        uninstalls(UNINSTALL);

        assertThat(etc()).isEqualTo(untouched);
        assertThat(root.resolve("opt/smolotchi/current")).doesNotExist();
        assertThat(machine.status().current()).isEmpty();
        assertThat(machine.status().problems()).isEmpty();
        assertThat(machine.core().inquiries().releases()).hasSize(1);
        assertThat(machine.core().inquiries().history(HistoryFilter.newest(1)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.kind()).isEqualTo(OperationKind.UNINSTALL);
                    assertThat(row.from()).contains(Version.of("1.0.0"));
                    assertThat(row.to()).isEmpty();
                });
        assertThat(machine.core().changes().plan(UNINSTALL).nothingToDo()).isTrue();

        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());
        reopens();

        assertThat(etc()).isEqualTo(installed);
        assertThat(machine.status().current()).contains(Version.of("1.0.0"));
    }

    @Test
    void the_plan_says_what_goes_and_what_stays() {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");

        ActivationPlan plan = (ActivationPlan) machine.core().changes().plan(UNINSTALL);

        assertThat(plan.summary()).isEqualTo("uninstall 1.0.0 -> nothing");
        assertThat(plan.units()).isNotEmpty().allMatch(change -> change.kind() == UnitChange.Kind.REMOVED);
        assertThat(plan.explanation()).anyMatch(line -> line.startsWith("kept: the releases, the history"));
        assertThat(plan.steps())
                .extracting(PlannedStep::name, PlannedStep::does)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("install-units", "take the unit files away"),
                        org.assertj.core.groups.Tuple.tuple("switch", "remove the link current"));
    }

    @Test
    void the_administrators_drop_in_and_directory_stay() throws IOException {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");
        Files.writeString(root.resolve(OWN_DROP_IN), "[Service]\nNice=5\n");

        uninstalls(UNINSTALL);

        assertThat(root.resolve(OWN_DROP_IN)).exists();
        assertThat(root.resolve("etc/systemd/system/smolotchi-core.service")).doesNotExist();
    }

    @Test
    void what_somebody_else_installed_under_such_a_name_is_left_alone() throws IOException {
        Path display = root.resolve("etc/systemd/system/smolotchi-ai.service");
        Files.writeString(display, "[Service]\nExecStart=/bin/true\n");
        assertThat(machine.core().changes().plan(UNINSTALL).nothingToDo())
                .as("nothing was installed by us")
                .isTrue();
        Files.delete(display);
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");
        Files.writeString(display, "[Service]\nExecStart=/bin/true\n");

        uninstalls(UNINSTALL);

        assertThat(display).exists();
    }

    @Test
    void of_a_unit_that_was_masked_only_the_mask_stays_and_the_plan_says_so() throws IOException {
        Map<String, String> untouched = etc();
        machine.stage(Sample.tree("1.0.0", sources));
        machine.stage(Sample.tree("1.1.0", sources));
        machine.activate("1.0.0");
        machine.carryOut(new Request.Masking("web", true));
        machine.activate("1.1.0");
        reopens();
        assertThat(root.resolve("etc/systemd/system/multi-user.target.wants/smolotchi-web.service"))
                .isSymbolicLink();
        Map<String, String> installed = etc();

        ActivationPlan plan = (ActivationPlan) machine.core().changes().plan(UNINSTALL);
        assertThat(plan.warnings()).anyMatch(line -> line.contains("smolotchi-web.service stays masked"));
        uninstalls(UNINSTALL);

        untouched.put("etc/systemd/system/smolotchi-web.service", "-> /dev/null");
        assertThat(etc()).isEqualTo(untouched);
        assertThat(machine.core().changes().plan(UNINSTALL).nothingToDo()).isTrue();

        assertThat(machine.rollback()).isEqualTo(new Outcome.Unchecked());
        reopens();
        installed.remove("etc/systemd/system/multi-user.target.wants/smolotchi-web.service");
        assertThat(etc()).as("a masked unit is not enabled").isEqualTo(installed);
    }

    @Test
    void a_file_that_is_gone_already_is_no_reason_to_refuse() throws IOException {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");
        Files.delete(root.resolve("etc/systemd/system/smolotchi-core.service"));

        uninstalls(UNINSTALL);

        assertThat(root.resolve("etc/systemd/system/smolotchi-web.service")).doesNotExist();
    }

    @Test
    void what_the_databases_ask_of_a_release_is_not_forgotten() {
        machine.stage(Sample.tree("1.1.0", sources));
        machine.stage(Sample.tree("1.4.0", sources));
        machine.activate("1.1.0");
        machine.activate("1.4.0");

        uninstalls(UNINSTALL);

        assertThat(machine.core()
                        .changes()
                        .plan(Request.Activate.of(Version.of("1.1.0")))
                        .refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.STATE_BELOW_FLOOR));
        assertThat(machine.status().rollbackTarget()).contains(Version.of("1.4.0"));
    }

    @Test
    void the_timer_that_prunes_goes_too() {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");
        Map<String, String> without = etc();
        Path timer = root.resolve("etc/systemd/system/smolotchi-release-prune.timer");
        try {
            Files.writeString(
                    timer.resolveSibling("smolotchi-release-prune.service"), "[Service]\nExecStart=/bin/true\n");
            Files.writeString(timer, "[Timer]\nOnCalendar=daily\n\n[Install]\nWantedBy=timers.target\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(etc()).isNotEqualTo(without);

        ActivationPlan plan = (ActivationPlan) machine.core().changes().plan(UNINSTALL);
        assertThat(plan.units()).anyMatch(change -> change.path().endsWith("smolotchi-release-prune.timer"));
        uninstalls(UNINSTALL);

        assertThat(timer).doesNotExist();
        assertThat(timer.resolveSibling("smolotchi-release-prune.service")).doesNotExist();
        assertThat(machine.core().changes().plan(UNINSTALL).nothingToDo()).isTrue();
    }

    @Test
    void a_file_that_somebody_changed_is_not_thrown_away_unasked() throws IOException {
        machine.stage(Sample.tree("1.0.0", sources));
        machine.activate("1.0.0");
        Path unit = root.resolve("etc/systemd/system/smolotchi-core.service");
        Files.writeString(unit, Files.readString(unit) + "# mine\n");

        assertThat(machine.core().changes().plan(UNINSTALL).refusals())
                .singleElement()
                .satisfies(refusal -> {
                    assertThat(refusal.code()).isEqualTo(Code.UNIT_DRIFT);
                    assertThat(refusal.what()).startsWith("cannot uninstall: changed by hand");
                });
        assertThat(machine.carryOut(UNINSTALL)).isInstanceOf(Outcome.Refused.class);
        assertThat(unit).exists();
        uninstalls(new Request.Uninstall(Optional.of(DriftChoice.OVERWRITE)));
        assertThat(unit).doesNotExist();
    }

    private void uninstalls(Request request) {
        assertThat(machine.carryOut(request)).isEqualTo(new Outcome.Unchecked());
        reopens();
    }

    /** What is done after the end was recorded is done then. */
    private void reopens() {
        machine.close();
        machine = new OfflineMachine(root);
    }

    /** Everything below it, with owners and modes, but for the accounts, which stay. */
    private Map<String, String> etc() {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root.resolve("etc"))) {
            for (Path path : paths.filter(
                            path -> !ACCOUNTS.contains(path.getFileName().toString()))
                    .toList()) {
                all.put(root.relativize(path).toString(), content(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static String content(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        String text = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) ? "" : Files.readString(path);
        return Files.readAttributes(path, "unix:mode,uid,gid") + "\n" + text;
    }
}
