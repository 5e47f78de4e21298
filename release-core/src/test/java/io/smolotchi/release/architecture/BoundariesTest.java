package io.smolotchi.release.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import io.smolotchi.release.catalog.Version;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The boundaries of the design hold, and each rule is shown to fail on a violation that was planted for it. */
class BoundariesTest {

    private static final String ROOT = "io.smolotchi.release";
    private static final String PLANTED = ROOT + ".architecture.planted.";
    private static final JavaClasses CORE = Compiled.moduleOf(Version.class);

    @Test
    void rooms_know_only_the_rooms_below_them() {
        new Boundaries(ROOT).directions().check(CORE);
    }

    @Test
    void a_room_that_knows_one_above_it_is_reported() {
        assertThat(planted("directions", Boundaries::directions))
                .anyMatch(reports("catalog may not know store", "catalog.KnowsTheStore"));
    }

    @Test
    void a_room_that_imports_the_front_door_is_reported() {
        assertThat(planted("directions", Boundaries::directions))
                .anyMatch(reports("health may not know the front door", "health.ImportsTheFrontDoor"));
    }

    @Test
    void the_store_may_tell_its_progress_but_not_take_a_lock() {
        assertThat(planted("directions", Boundaries::directions))
                .anyMatch(reports("store may not know operation", "store.TakesTheLock"))
                .noneMatch(line -> line.contains("SaysHowFarItIs"));
    }

    @Test
    void a_room_of_the_store_that_knows_one_above_it_is_reported() {
        assertThat(planted("directions", Boundaries::directions))
                .anyMatch(reports("store.disk may not know store.manifest", "store.disk.KnowsASeal"));
    }

    @Test
    void steps_are_used_by_the_activation_alone() {
        assertThat(planted("directions", Boundaries::directions))
                .anyMatch(reports("schedule may not know activation.steps", "schedule.BorrowsAStep"))
                .noneMatch(line -> line.contains("RunsSteps"));
    }

    @Test
    void a_package_without_a_place_in_the_directions_is_reported() {
        assertThat(planted("directions", Boundaries::directions))
                .anyMatch(reports("has no place in the directions yet", "attic.Stranger"));
    }

    @Test
    void packages_are_free_of_cycles() {
        new Boundaries(ROOT).noCycles().check(CORE);
    }

    @Test
    void a_cycle_is_reported() {
        assertThat(planted("cycles", Boundaries::noCycles)).anyMatch(reports("Cycle detected", "egg", "hen"));
    }

    @Test
    void spring_is_known_at_the_database_only() {
        new Boundaries(ROOT).springOnlyAtTheDatabase().check(CORE);
    }

    @Test
    void spring_elsewhere_is_reported() {
        assertThat(planted("spring", Boundaries::springOnlyAtTheDatabase))
                .anyMatch(reports("store.NeedsSpring"))
                .noneMatch(line -> line.contains("MayUseSpring"));
    }

    @Test
    void processes_are_started_in_one_room_only() {
        new Boundaries(ROOT).processesOnlyInProcess().check(CORE);
    }

    @Test
    void a_process_started_elsewhere_is_reported() {
        assertThat(planted("processes", Boundaries::processesOnlyInProcess))
                .anyMatch(reports("systemd.StartsOne", "ProcessBuilder.start"))
                .anyMatch(reports("python.ExecutesOne", "Runtime.exec"))
                .anyMatch(reports("health.RefersToOne", "ProcessBuilder.<init>"))
                .noneMatch(line -> line.contains("availableProcessors"))
                .noneMatch(line -> line.contains("MayStartOne"));
    }

    @Test
    void files_are_written_moved_and_deleted_in_few_places_only() {
        new Boundaries(ROOT).filesChangedInFewPlaces().check(CORE);
    }

    @Test
    void a_file_written_moved_or_deleted_elsewhere_is_reported() {
        assertThat(planted("files", Boundaries::filesChangedInFewPlaces))
                .anyMatch(reports("retention.DeletesByItself", "Files.deleteIfExists"))
                .anyMatch(reports("activation.steps.LinksByItself", "Files.createSymbolicLink"))
                .anyMatch(reports("activation.RenamesInTheOldWay", "File.renameTo"))
                .anyMatch(reports("health.RefersToDeletion", "Files.delete"))
                .anyMatch(reports("schedule.WritesByItself", "Files.writeString"))
                .anyMatch(reports("schedule.WritesByItself", "FileChannel.open"))
                .noneMatch(line -> line.contains("MayMove"))
                .noneMatch(line -> line.contains("OpenJournal"));
    }

    @Test
    void the_link_is_switched_by_its_steps_only() {
        new Boundaries(ROOT).linkSwitchedByItsSteps().check(CORE);
    }

    @Test
    void a_link_that_is_switched_elsewhere_is_reported() {
        assertThat(planted("link", Boundaries::linkSwitchedByItsSteps))
                .anyMatch(reports("retention.SwitchesByItself", "CurrentLink.commit"))
                .noneMatch(line -> line.contains("SwitchLink"))
                .noneMatch(line -> line.contains("CurrentLink.read"));
    }

    @Test
    void whoever_looks_behind_the_front_door_is_reported() {
        JavaClasses classes = Compiled.below(PLANTED + "frontdoor");
        assertThat(FrontDoorRule.rule().evaluate(classes).getFailureReport().getDetails())
                .anyMatch(reports("frontdoor.TakesTheLock", "operation.LockFile"))
                .anyMatch(reports("frontdoor.AsksSystemd", "systemd.ServiceManager"))
                .anyMatch(reports("frontdoor.ReadsTheSettings", "descriptor.Application"))
                .noneMatch(line -> line.contains("ComesByTheFrontDoor"));
        assertThatThrownBy(() -> FrontDoorRule.holdsFor(classes)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_module_around_the_core_that_starts_a_process_is_reported() {
        assertThat(ProcessRule.outsideTheCore()
                        .evaluate(Compiled.below(PLANTED + "frontdoor"))
                        .getFailureReport()
                        .getDetails())
                .anyMatch(reports("frontdoor.StartsAProcess", "ProcessBuilder.start"))
                .allMatch(line -> line.contains("StartsAProcess"));
        // The core itself would break it: it has the room that may.
        assertThatThrownBy(() -> ProcessRule.holdsForTheModuleOf(Version.class)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_module_that_keeps_to_the_front_door_passes() {
        assertThatCode(() -> FrontDoorRule.holdsFor(Compiled.below(PLANTED + "directions")))
                .doesNotThrowAnyException();
    }

    private static List<String> planted(String rule, Function<Boundaries, ArchRule> boundary) {
        String root = PLANTED + rule;
        return boundary.apply(new Boundaries(root))
                .evaluate(Compiled.below(root))
                .getFailureReport()
                .getDetails();
    }

    private static Predicate<String> reports(String... words) {
        return line -> List.of(words).stream().allMatch(line::contains);
    }
}
