package io.smolotchi.release.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the design for the packages below one root.
 *
 * @param root name of the package that the rooms lie in
 */
record Boundaries(String root) {

    /** Rooms that rename, delete and link files: each of them below a directory of its own. */
    private static final Set<String> MOVING_ROOMS = Set.of("store", "units", "catalog.jdbc");
    /** Single classes of other rooms: the journal of the activation in progress, and the holder file beside a lock. */
    private static final Set<String> MOVING_CLASSES = Set.of("activation.OpenJournal", "operation.LockFile");

    ArchRule directions() {
        return classes().should(new Directions(rooms()));
    }

    ArchRule noCycles() {
        return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }

    ArchRule springOnlyAtTheDatabase() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".catalog.jdbc..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework..");
    }

    ArchRule processesOnlyInProcess() {
        Map<Class<?>, Set<String>> starts =
                Map.of(ProcessBuilder.class, Set.of(OnlyIn.ANYTHING), Runtime.class, Set.of("exec"));
        return classes().should(new OnlyIn("process", type -> isIn(type, Set.of("process")), starts));
    }

    /**
     * Stands for "only the store moves or deletes below the releases": what a path is below can't be read from a class, so the rule names who may move,
     * delete or link anything at all.
     */
    ArchRule filesMovedInFewPlaces() {
        Map<Class<?>, Set<String>> moves = Map.of(
                Files.class, Set.of("move", "delete", "deleteIfExists", "createSymbolicLink", "createLink"),
                File.class, Set.of("delete", "deleteOnExit", "renameTo"));
        return classes()
                .should(new OnlyIn(
                        MOVING_ROOMS + " or " + MOVING_CLASSES,
                        type -> isIn(type, MOVING_ROOMS) || MOVING_CLASSES.contains(rooms().outermost(type)),
                        moves));
    }

    private boolean isIn(JavaClass type, Set<String> places) {
        return rooms().roomOf(type).filter(places::contains).isPresent();
    }

    private Rooms rooms() {
        return new Rooms(root);
    }
}
