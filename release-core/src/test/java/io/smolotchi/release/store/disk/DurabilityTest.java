package io.smolotchi.release.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {

    @TempDir
    Path dir;

    @Test
    void a_rename_to_a_new_name_moves_a_tree() throws Exception {
        Files.writeString(Files.createDirectory(dir.resolve("from")).resolve("file"), "x");

        Durability.renameToNew(dir.resolve("from"), dir.resolve("to"));

        assertThat(dir.resolve("to/file")).hasContent("x");
        assertThat(dir.resolve("from")).doesNotExist();
    }

    @Test
    void a_rename_replaces_nothing_not_even_an_empty_directory() throws Exception {
        Files.writeString(Files.createDirectory(dir.resolve("from")).resolve("file"), "x");
        Files.createDirectory(dir.resolve("to"));

        assertThatThrownBy(() -> Durability.renameToNew(dir.resolve("from"), dir.resolve("to")))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(dir.resolve("to")).isEmptyDirectory();
    }

    @Test
    void the_reason_of_a_failed_call_is_told() {
        assertThatThrownBy(() -> Durability.syncFileSystem(dir.resolve("absent")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("open: no such file or directory");
        assertThatThrownBy(() -> Durability.renameToNew(dir.resolve("absent"), dir.resolve("to")))
                .hasMessageContaining("renameat2: no such file or directory");
    }

    @Test
    void a_file_is_written_with_its_mode_whatever_the_umask_and_only_once() throws Exception {
        Path file = dir.resolve("file");
        Durability.writeNew(file, 0466, new byte[] {1});

        assertThat(Inode.of(file).permissions()).isEqualTo(0466);
        assertThatThrownBy(() -> Durability.writeNew(file, 0644, new byte[0]))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void free_space_is_what_the_file_system_says() throws Exception {
        FreeSpace free = FreeSpace.at(dir);

        assertThat(free.bytes())
                .isPositive()
                .isLessThanOrEqualTo(Files.getFileStore(dir).getTotalSpace());
        assertThat(free.inodes()).isPositive();
    }
}
