package io.smolotchi.release.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.smolotchi.release.store.CurrentLink;
import java.io.File;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the design for the packages below one root.
 *
 * @param root name of the package that the rooms lie in
 */
record Boundaries(String root) {

    /** Rooms that write, rename, delete and link files: each of them below a directory of its own. */
    private static final Set<String> WRITING_ROOMS = Set.of(
            "store", "store.disk", "store.manifest", "store.source", "units", "state", "durable", "catalog.jdbc");
    /** Single classes of other rooms: the journal of the activation in progress, and the holder file beside a lock. */
    private static final Set<String> WRITING_CLASSES =
            Set.of("activation.OpenJournal", "operation.LockFile", "boot.Hold");
    /** The link itself, the steps that make the new one ready and rename it over the old one, and what puts it in the place of a directory. */
    private static final Set<String> SWITCHING_CLASSES =
            Set.of("store.CurrentLink", "activation.steps.Prepare", "activation.steps.SwitchLink", "Adoption");

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
        return ProcessRule.only("process", type -> isIn(type, Set.of("process")));
    }

    /**
     * Stands for "only the store moves or deletes below the releases" and "only units write below /etc": what a path is below can't be read from a class, so
     * the rule names who may change any file at all.
     */
    ArchRule filesChangedInFewPlaces() {
        Map<Class<?>, Set<String>> changes = Map.of(
                Files.class,
                Set.of(
                        "move",
                        "copy",
                        "delete",
                        "deleteIfExists",
                        "createSymbolicLink",
                        "createLink",
                        "createFile",
                        "createDirectory",
                        "createDirectories",
                        "createTempFile",
                        "createTempDirectory",
                        "write",
                        "writeString",
                        "newOutputStream",
                        "newBufferedWriter",
                        "newByteChannel",
                        "setAttribute",
                        "setOwner",
                        "setLastModifiedTime",
                        "setPosixFilePermissions"),
                File.class,
                Set.of("delete", "deleteOnExit", "renameTo", "createNewFile", "mkdir", "mkdirs"),
                FileChannel.class,
                Set.of("open"),
                FileOutputStream.class,
                Set.of(OnlyIn.ANYTHING),
                RandomAccessFile.class,
                Set.of(OnlyIn.ANYTHING));
        return onlyIn(WRITING_ROOMS, WRITING_CLASSES, changes);
    }

    /** Only {@link CurrentLink} touches {@code current}: in its own room nobody else names it, and outside of it two steps alone may ask for a change. */
    ArchRule linkSwitchedByItsSteps() {
        Map<Class<?>, Set<String>> switches = Map.of(CurrentLink.class, Set.of("prepare", "commit", "remove", "adopt"));
        return onlyIn(Set.of(), SWITCHING_CLASSES, switches);
    }

    private ArchRule onlyIn(Set<String> places, Set<String> names, Map<Class<?>, Set<String>> methods) {
        return classes()
                .should(new OnlyIn(
                        places + " or " + names,
                        type -> isIn(type, places) || names.contains(rooms().outermost(type)),
                        methods));
    }

    private boolean isIn(JavaClass type, Set<String> places) {
        return rooms().roomOf(type).filter(places::contains).isPresent();
    }

    private Rooms rooms() {
        return new Rooms(root);
    }
}
