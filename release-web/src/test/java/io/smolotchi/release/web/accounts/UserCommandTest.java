package io.smolotchi.release.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {

    @TempDir
    Path dir;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void the_first_account_is_an_administrator_and_the_next_an_operator() {
        assertThat(user("correct horse battery", "add", "martha")).isZero();
        assertThat(user("correct horse battery", "add", "karl")).isZero();
        assertThat(user("correct horse battery", "add", "vera", "--role", "viewer"))
                .isZero();

        assertThat(user("", "list")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("karl\toperator")
                .contains("martha\tadministrator")
                .contains("vera\tviewer");
    }

    @Test
    void the_password_that_was_read_is_the_one_that_logs_in() throws IOException {
        user("correct horse battery", "add", "martha");

        try (WebDatabase database = WebDatabase.open(dir.resolve("web.db"))) {
            Accounts accounts = new Accounts(database, Passwords.encoder(4), Clock.systemUTC());
            assertThat(accounts.verify("martha", "correct horse battery")).isPresent();
            assertThat(accounts.verify("martha", "correct horse batterz")).isEmpty();
            assertThat(accounts.verify("nobody", "correct horse battery")).isEmpty();
            assertThat(accounts.verify("martha", "x".repeat(100_000))).isEmpty();
        }
    }

    @Test
    void there_is_no_default_password() {
        assertThat(new UserCommand(
                                Passwords.encoder(4),
                                Clock.systemUTC(),
                                _ -> Optional.empty(),
                                stream(out),
                                stream(err))
                        .run(dir.resolve("web.db"), List.of("add", "martha")))
                .isEqualTo(3);
    }

    @Test
    void every_objection_to_a_password_is_told_at_once() {
        assertThat(user("aaa", "add", "martha")).isEqualTo(3);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("fewer than 12 characters")
                .contains("fewer than 5 different characters");
    }

    @Test
    void a_password_that_bcrypt_would_cut_is_refused() {
        assertThat(user("äöüß".repeat(10), "add", "martha")).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("more than 72 bytes");
    }

    @Test
    void a_name_that_is_taken_is_refused_and_a_malformed_one_is_a_misuse() {
        user("correct horse battery", "add", "martha");

        assertThat(user("another good password", "add", "martha")).isEqualTo(3);
        assertThat(user("another good password", "add", "Martha <b>")).isEqualTo(2);
        assertThat(user("another good password", "add", "karl", "--role", "king"))
                .isEqualTo(2);
        assertThat(user("", "frobnicate")).isEqualTo(2);
    }

    @Test
    void a_removed_account_is_gone_and_the_audit_says_so() throws IOException {
        user("correct horse battery", "add", "martha");
        assertThat(user("", "remove", "martha")).isZero();
        assertThat(user("", "remove", "martha")).isEqualTo(3);

        try (WebDatabase database = WebDatabase.open(dir.resolve("web.db"))) {
            assertThat(new LoginAudit(database, Clock.systemUTC()).newest(10))
                    .extracting(LoginAudit.Entry::event)
                    .containsExactly(LoginAudit.Event.ACCOUNT_REMOVED, LoginAudit.Event.ACCOUNT_ADDED);
        }
    }

    private int user(String password, String... words) {
        return new UserCommand(
                        Passwords.encoder(4), Clock.systemUTC(), _ -> Optional.of(password), stream(out), stream(err))
                .run(dir.resolve("web.db"), List.of(words));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
