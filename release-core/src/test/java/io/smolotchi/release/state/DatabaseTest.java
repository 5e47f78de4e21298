package io.smolotchi.release.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r-----");
    private static final int NOBODY = 65_534;

    @TempDir
    Path dir;

    private AppDatabase events;
    private Database database;
    private Path copy;

    @BeforeEach
    void an_application_that_was_killed() throws IOException {
        events = AppDatabase.made(dir.resolve("state/events.db"));
        events.add("a");
        events.addAndBeKilled("b");
        Files.createDirectories(
                dir.resolve("copies"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        copy = dir.resolve("copies/1.db");
        database = new Database(dir.resolve("state"), events.file(), true);
    }

    private List<String> beside() throws IOException {
        try (Stream<Path> files = Files.list(dir.resolve("state"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void belongsTo(int user, Path... paths) throws IOException {
        for (Path path : paths) {
            Files.setAttribute(path, "unix:uid", user);
            Files.setAttribute(path, "unix:gid", user);
        }
    }

    private int ownerOf(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }

    @Test
    void a_copy_holds_what_was_in_the_log_alone() throws IOException {
        assertThat(beside()).contains("events.db-wal");

        database.copyTo(copy);

        Files.copy(copy, dir.resolve("other.db"));
        assertThat(new AppDatabase(dir.resolve("other.db")).content()).isEqualTo("a b, 0");
    }

    @Test
    void a_restore_writes_into_the_file_that_is_there_and_a_left_over_log_is_not_replayed() throws IOException {
        database.copyTo(copy);
        events.migrate();
        Files.setPosixFilePermissions(events.file(), MODE);
        Object inode = Files.getAttribute(events.file(), "unix:ino");
        events.addAndBeKilled("c");

        database.restoreFrom(copy, Set.of());

        assertThat(events.content()).isEqualTo("a b, 0");
        assertThat(events.one("PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(events.one("PRAGMA integrity_check")).isEqualTo("ok");
        assertThat(Files.getAttribute(events.file(), "unix:ino")).isEqualTo(inode);
        assertThat(Files.getPosixFilePermissions(events.file())).isEqualTo(MODE);
        assertThat(beside()).containsExactly("events.db");
        database.restoreFrom(copy, Set.of());
        assertThat(events.content()).isEqualTo("a b, 0");
    }

    @Test
    void a_database_that_is_gone_is_made_again_with_its_mode() throws IOException {
        database.copyTo(copy);
        database.remove();
        assertThat(beside()).isEmpty();

        database.restoreFrom(copy, MODE);

        assertThat(events.content()).isEqualTo("a b, 0");
        assertThat(Files.getPosixFilePermissions(events.file())).isEqualTo(MODE);
    }

    @Test
    void what_is_no_database_any_more_or_has_other_pages_is_overwritten_all_the_same() throws IOException {
        database.copyTo(copy);
        Files.writeString(events.file(), "neither a database nor empty, and long enough to be read".repeat(100));

        database.restoreFrom(copy, Set.of());
        assertThat(events.content()).isEqualTo("a b, 0");

        events.does("PRAGMA journal_mode=DELETE", "PRAGMA page_size=8192", "VACUUM", "PRAGMA journal_mode=WAL");
        assertThat(events.one("PRAGMA page_size")).isEqualTo("8192");
        events.addAndBeKilled("c");
        database.restoreFrom(copy, Set.of());
        assertThat(events.content()).isEqualTo("a b, 0");
        assertThat(events.one("PRAGMA page_size")).isEqualTo("4096");
    }

    @Test
    void the_schema_is_another_after_a_migration_and_the_same_after_a_write() {
        database.copyTo(copy);
        assertThat(database.schema()).isEqualTo(Database.schemaOf(copy));

        events.add("c");
        assertThat(database.schema()).isEqualTo(Database.schemaOf(copy));

        events.migrate();
        assertThat(database.schema()).isNotEqualTo(Database.schemaOf(copy));
    }

    @Test
    void a_copy_of_a_torn_database_is_not_sound() throws IOException {
        for (int i = 0; i < 200; i++) {
            events.add("some text that fills pages " + i);
        }
        byte[] bytes = Files.readAllBytes(events.file());
        java.util.Arrays.fill(bytes, 4_096, bytes.length, (byte) 7);
        Files.write(events.file(), bytes);

        assertThatThrownBy(() -> database.copyTo(copy))
                .isInstanceOf(DatabaseTrouble.class)
                .hasMessageContaining("cannot copy " + events.file() + ": the copy is not sound");
    }

    @Test
    void everything_is_done_as_the_owner_also_where_he_can_not_read_the_copy() throws IOException {
        assumeTrue(isRoot());
        Files.setPosixFilePermissions(dir.resolve("state"), PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
        belongsTo(NOBODY, dir.resolve("state"), events.file(), events.file().resolveSibling("events.db-wal"));

        database.copyTo(copy);
        events.migrate();
        belongsTo(NOBODY, events.file());
        database.restoreFrom(copy, Set.of());

        assertThat(events.content()).isEqualTo("a b, 0");
        assertThat(ownerOf(events.file())).isEqualTo(NOBODY);
        assertThat(ownerOf(copy)).isZero();
        database.remove();
        database.restoreFrom(copy, MODE);
        assertThat(ownerOf(events.file())).isEqualTo(NOBODY);
    }

    @Test
    void the_first_on_the_way_who_is_not_root_is_the_owner_whatever_comes_after() throws IOException {
        assumeTrue(isRoot());
        Path state = dir.resolve("state");
        Path deep = Files.createDirectories(state.resolve("a/b")).resolve("events.db");
        assertThat(Owner.onTheWay(state, deep).isRoot()).isTrue();

        belongsTo(NOBODY, state.resolve("a"));

        assertThat(Owner.onTheWay(state, deep)).isEqualTo(new Owner(NOBODY, NOBODY));
        Path other = Files.createSymbolicLink(dir.resolve("other"), state);
        belongsTo(NOBODY, state);
        assertThat(Owner.onTheWay(other, other.resolve("events.db"))).isEqualTo(new Owner(NOBODY, NOBODY));
    }

    /** Whoever puts a link in the place of his database, after it was looked at, reaches by it what he could reach himself. */
    @Test
    void what_the_owner_may_not_write_is_not_written_for_him() throws IOException {
        assumeTrue(isRoot());
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
        database.copyTo(copy);
        AppDatabase ofRoot = AppDatabase.made(dir.resolve("secret/root.db"));
        ofRoot.add("secret");
        ofRoot.does("PRAGMA journal_mode=DELETE");
        Files.setPosixFilePermissions(ofRoot.file(), PosixFilePermissions.fromString("rw-------"));
        database.remove();
        Files.createSymbolicLink(events.file(), ofRoot.file());
        belongsTo(NOBODY, dir.resolve("state"));

        assertThatThrownBy(() -> database.restoreFrom(copy, MODE)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> database.copyTo(dir.resolve("copies/2.db"))).isInstanceOf(DatabaseTrouble.class);

        assertThat(ofRoot.content()).isEqualTo("secret, 0");
    }
}
