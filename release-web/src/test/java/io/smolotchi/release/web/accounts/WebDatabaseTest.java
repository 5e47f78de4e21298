package io.smolotchi.release.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

class WebDatabaseTest {

    @TempDir
    Path dir;

    @Test
    void only_its_owner_reads_the_file_and_what_sqlite_puts_beside_it() throws IOException {
        Path file = dir.resolve("web/web.db");
        try (WebDatabase database = WebDatabase.open(file)) {
            new LoginAudit(database, Clock.systemUTC()).record(LoginAudit.Event.LOGIN, "martha", "127.0.0.1");

            try (Stream<Path> files = Files.list(dir.resolve("web"))) {
                assertThat(files)
                        .isNotEmpty()
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .isEqualTo("rw-------"));
            }
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("web"))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_file_that_others_could_read_is_closed_to_them() throws IOException {
        Path file = dir.resolve("web.db");
        WebDatabase.open(file).close();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        WebDatabase.open(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void root_touches_nothing_in_a_directory_of_somebody_else() throws IOException {
        Path web = Files.createDirectory(dir.resolve("web"));
        Path secret = Files.writeString(dir.resolve("secret"), "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(web.resolve("web.db"), secret);
        if ((int) Files.getAttribute(web, "unix:uid") == 0) {
            Files.setAttribute(web, "unix:uid", 4242);
        }

        assertThatThrownBy(() -> WebDatabase.open(web.resolve("web.db"), 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("belongs to")
                .hasMessageContaining("setpriv --reuid=");
        assertThatThrownBy(() -> WebDatabase.open(web.resolve("other.db"), 0)).isInstanceOf(IOException.class);

        assertThat(web.resolve("other.db")).doesNotExist();
        assertThat(secret).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void what_was_written_is_there_after_it_was_opened_again() throws IOException {
        Path file = dir.resolve("web.db");
        TestAccounts.make(file, "correct horse battery");

        try (WebDatabase database = WebDatabase.open(file)) {
            assertThat(new Accounts(database, Passwords.encoder(4), Clock.systemUTC()).list())
                    .extracting(Account::name)
                    .containsExactly("administrator", "operator", "viewer");
        }
    }

    @Test
    void the_schema_that_counts_as_current_is_that_of_the_newest_migration() throws IOException {
        Resource[] migrations = new PathMatchingResourcePatternResolver().getResources("classpath:db/web/V*.sql");

        assertThat(Stream.of(migrations)
                        .map(Resource::getFilename)
                        .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__")))))
                .isNotEmpty()
                .allSatisfy(version -> assertThat(version).isLessThanOrEqualTo(Integer.valueOf(Schema.NEWEST)))
                .contains(Integer.valueOf(Schema.NEWEST));
    }
}
