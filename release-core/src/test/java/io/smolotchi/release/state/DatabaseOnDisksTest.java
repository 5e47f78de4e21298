package io.smolotchi.release.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.testhost.LoopDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of a database on file systems that copy on write, and on one that does not. */
@Tag("faults")
class DatabaseOnDisksTest {

    private static final int LARGE = 24 << 20;

    @ParameterizedTest
    @CsvSource({"XFS, wal, true", "BTRFS, wal, true", "BTRFS, delete, true", "EXT4, wal, false"})
    void a_copy_takes_no_space_where_the_file_system_copies_on_write(
            LoopDisk.FileSystem fileSystem, String journal, boolean shared) throws Exception {
        try (LoopDisk disk = LoopDisk.create(fileSystem)) {
            Path state = Files.createDirectories(disk.mountPoint().resolve("state"));
            Path file = state.resolve("events.db");
            String url = "jdbc:sqlite:" + file;
            write(url, "PRAGMA journal_mode=" + journal);
            write(url, "CREATE TABLE event (what BLOB)");
            write(url, "INSERT INTO event VALUES (randomblob(" + LARGE + "))");
            Path copy =
                    Files.createDirectories(disk.mountPoint().resolve("copies")).resolve("1.db");
            long before = free(disk);

            new Database(state, file, true).copyTo(copy);

            long taken = before - free(disk);
            if (shared) {
                assertThat(taken).isLessThan(LARGE / 8);
                assertThat(copy).hasSameBinaryContentAs(file);
            } else {
                assertThat(taken).isGreaterThan(LARGE / 2);
            }
            write(url, "DELETE FROM event");
            assertThat(Database.schemaOf(copy)).isEqualTo(new Database(state, file, true).schema());
            new Database(state, file, true).restoreFrom(copy, java.util.Set.of());
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                assertThat(statement
                                .executeQuery("SELECT length(what) FROM event")
                                .getInt(1))
                        .isEqualTo(LARGE);
            }
        }
    }

    private static void write(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long free(LoopDisk disk) throws Exception {
        Durability.syncFileSystem(disk.mountPoint());
        return Files.getFileStore(disk.mountPoint()).getUnallocatedSpace();
    }
}
