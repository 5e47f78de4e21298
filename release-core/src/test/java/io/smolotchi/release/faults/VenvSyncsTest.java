package io.smolotchi.release.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.catalog.OperationId;
import io.smolotchi.release.store.ReleaseStore;
import io.smolotchi.release.testhost.LoopDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link StagingSyncsTest}, for a release with a venv: its tree has its name before it is complete, for as long as the building takes. */
@Tag("faults")
@EnabledIfSystemProperty(named = "smolotchi.faults.whole", matches = "true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VenvSyncsTest {

    private static final OperationId NUMBER = new OperationId(1);

    private Workshop workshop;

    @BeforeAll
    void open() throws Exception {
        workshop = Workshop.shared();
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void with_all_of_them_a_cut_leaves_a_release_or_nothing(LoopDisk.FileSystem fileSystem) throws Exception {
        assertThat(violations(fileSystem, List.of())).isEmpty();
        assertThat(violations(fileSystem, List.of("-e", "inject=rename:signal=KILL:when=1")))
                .isEmpty();
    }

    /** btrfs puts nothing on the disk but what is synced, until half a minute has passed. */
    @ParameterizedTest
    @EnumSource(
            value = LoopDisk.FileSystem.class,
            names = {"EXT4", "XFS"})
    void without_the_sync_before_the_tree_is_placed_it_is_nobodys_for_ever(LoopDisk.FileSystem fileSystem)
            throws Exception {
        assertThat(violations(
                        fileSystem,
                        List.of("-e", "inject=syncfs:retval=0:when=1", "-e", "inject=rename:signal=KILL:when=1")))
                .anyMatch(violation ->
                        violation.contains("FOREIGN_DIRECTORY") || violation.contains("was not made by this program"));
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_the_sync_before_the_seal_a_release_is_there_and_its_bytes_are_not(LoopDisk.FileSystem fileSystem)
            throws Exception {
        assertThat(violations(fileSystem, List.of("-e", "inject=syncfs:retval=0:when=2")))
                .anyMatch(violation -> violation.startsWith("altered manifest"));
    }

    @ParameterizedTest
    @EnumSource(LoopDisk.FileSystem.class)
    void without_the_sync_of_the_seals_a_release_is_reported_and_gone(LoopDisk.FileSystem fileSystem) throws Exception {
        assertThat(violations(fileSystem, List.of("-e", "inject=fsync:retval=0:when=1")))
                .contains("reported, and not there");
    }

    private List<String> violations(LoopDisk.FileSystem fileSystem, List<String> injections) throws Exception {
        try (LoopDisk disk = LoopDisk.create(fileSystem)) {
            if (fileSystem != LoopDisk.FileSystem.XFS) {
                Roots.run("mount", "-o", "remount,commit=600", disk.mountPoint().toString());
            }
            source(disk.mountPoint());
            Roots.run("sync", "-f", disk.mountPoint().toString());
            boolean reported = staged(disk.mountPoint(), injections);
            if (!reported) {
                // Whatever else lies on that disk is synced now and then, and takes along what the file system has in
                // its log.
                bystander(disk.mountPoint());
            }
            disk.cutPower();
            return violations(disk.mountPoint(), reported);
        }
    }

    private static void source(Path directory) throws IOException {
        Path source = Files.createDirectories(directory.resolve("source/app"));
        Files.writeString(source.resolve("main.py"), "print('hello')\n");
        Files.writeString(source.resolveSibling("release.yaml"), "python:\n  venv: true\n");
    }

    /** Whether it said that it was done. */
    private boolean staged(Path directory, List<String> injections) throws Exception {
        List<String> options = new ArrayList<>(List.of("-e", "trace=syncfs,fsync,rename"));
        options.addAll(injections);
        Path log = workshop.directory().resolve("venv.log");
        try (SubjectProcess subject = SubjectProcess.start(workshop.classPath().command(VenvSubject.class), log)) {
            SubjectProcess.Traced traced = subject.perform(
                    directory, NUMBER, options, workshop.directory().resolve("venv.trace"));
            boolean dropped =
                    traced.calls().stream().anyMatch(call -> call.line().contains("(INJECTED)"));
            assertThat(dropped).isEqualTo(injections.toString().contains("retval=0"));
            assertThat(traced.answer().alive())
                    .isNotEqualTo(injections.toString().contains("KILL"));
            return traced.answer().reported("done");
        }
    }

    private static void bystander(Path directory) throws IOException {
        try (FileChannel other = FileChannel.open(
                directory.resolve("bystander"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            other.force(true);
        }
    }

    private List<String> violations(Path directory, boolean reported) throws Exception {
        List<String> violations = new ArrayList<>();
        ReleaseStore store = VenvSubject.store(directory);
        if (reported && !store.holds(VenvSubject.VERSION)) {
            violations.add("reported, and not there");
        }
        store.verify(store.releases()).values().forEach(found -> found.forEach(one -> violations.add(one.toString())));
        Path log = workshop.directory().resolve("venv.log");
        try (SubjectProcess next = SubjectProcess.start(workshop.classPath().command(VenvSubject.class), log)) {
            SubjectProcess.Answer answer = next.perform(directory, NUMBER);
            if (!answer.reported("done")) {
                violations.add(answer.outcome().orElse("the next command died"));
            }
        }
        if (!store.contents().foreign().isEmpty()
                || !store.contents().leftovers().isEmpty()) {
            violations.add("left over: " + store.contents());
        }
        return violations;
    }
}
