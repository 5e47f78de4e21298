package io.smolotchi.release.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.store.disk.TreeDeletion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where the real ones lie, because that is what others can write to. */
class ScratchDirectoryTest {

    /** More than Linux ever gives to a process. */
    private static final String NOBODY = "smolotchi-release-4999999-";

    private final Path parent = Files.isWritable(Path.of("/var/tmp")) ? Path.of("/var/tmp") : Path.of("/tmp");
    private final Path dead = parent.resolve(NOBODY + ProcessHandle.current().pid());

    @AfterEach
    void away() {
        TreeDeletion.delete(dead);
    }

    @Test
    void the_work_of_a_killed_process_is_deleted_and_that_of_a_living_one_is_not() throws Exception {
        left("rwx------");
        try (ScratchDirectory mine = new ScratchDirectory()) {
            Path living = mine.make();

            assertThat(ScratchDirectory.cleanUp())
                    .contains("deleted " + dead + ", the work of a process that was killed");

            assertThat(dead).doesNotExist();
            assertThat(living).isDirectory();
        }
    }

    @Test
    void what_others_may_write_to_is_not_touched() throws Exception {
        left("rwxrwxrwx");

        assertThat(ScratchDirectory.cleanUp()).noneMatch(line -> line.contains(dead.toString()));
        assertThat(dead).isDirectory();
    }

    @Test
    void a_link_of_such_a_name_is_not_touched() throws Exception {
        Files.createSymbolicLink(dead, Path.of("/nonexistent"));

        assertThat(ScratchDirectory.cleanUp()).noneMatch(line -> line.contains(dead.toString()));
        assertThat(dead).isSymbolicLink();
    }

    private void left(String mode) throws Exception {
        Files.createDirectory(dead);
        Files.setPosixFilePermissions(dead, PosixFilePermissions.fromString(mode));
        Files.write(dead.resolve("tree.tar"), List.of("half of it"));
    }
}
