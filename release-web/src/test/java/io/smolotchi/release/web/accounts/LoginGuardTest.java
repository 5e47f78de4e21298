package io.smolotchi.release.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginGuardTest {

    @TempDir
    Path dir;

    private final SteppingClock clock = new SteppingClock();
    private WebDatabase database;
    private LoginGuard guard;

    @BeforeEach
    void open() throws IOException {
        database = WebDatabase.open(dir.resolve("web.db"));
        guard = new LoginGuard(database, clock);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_fifth_failure_locks_the_account_for_half_a_minute() {
        for (int i = 1; i <= 4; i++) {
            assertThat(guard.attempt("martha", "10.0.0." + i)).isEqualTo(admitted(false));
        }
        assertThat(guard.attempt("martha", "10.0.0.5")).isEqualTo(admitted(true));

        assertThat(guard.attempt("martha", "10.0.0.6").pause()).contains(Duration.ofSeconds(30));
        clock.pass(Duration.ofSeconds(30));
        assertThat(guard.attempt("martha", "10.0.0.6").pause()).isEmpty();
    }

    @Test
    void each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        fail("martha", 5);
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 8; i++) {
            clock.pass(guard.attempt("martha", "10.0.0.1").pause().orElseThrow());
            assertThat(guard.attempt("martha", "10.0.1." + i).pause()).isEmpty();
            Duration wait = guard.attempt("martha", "10.0.0.1").pause().orElseThrow();
            assertThat(wait).isGreaterThanOrEqualTo(longest);
            longest = wait;
        }
        assertThat(longest).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void attempts_while_locked_do_not_lengthen_the_wait() {
        fail("martha", 5);
        for (int i = 0; i < 50; i++) {
            guard.attempt("martha", "10.0.0.9");
        }
        assertThat(guard.attempt("martha", "10.0.0.9").pause()).contains(Duration.ofSeconds(30));
    }

    @Test
    void an_address_is_locked_after_twenty_failures_whatever_the_names() {
        for (int i = 0; i < 20; i++) {
            assertThat(guard.attempt("name" + i, "10.0.0.1").pause()).isEmpty();
        }
        assertThat(guard.attempt("martha", "10.0.0.1").pause()).isPresent();
        assertThat(guard.attempt("martha", "10.0.0.2").pause()).isEmpty();
    }

    @Test
    void a_success_forgives_the_account_but_not_the_address() {
        fail("martha", 4);
        guard.succeeded("martha", "10.0.0.1");
        assertThat(guard.attempt("martha", "10.0.0.2").locks()).isFalse();

        for (int i = 0; i < 19; i++) {
            guard.attempt("name" + i, "10.9.9.9");
        }
        guard.attempt("mallory", "10.9.9.9");
        guard.succeeded("mallory", "10.9.9.9");
        assertThat(guard.attempt("victim", "10.9.9.9").locks()).isTrue();
    }

    @Test
    void failures_are_forgotten_after_an_hour() {
        fail("martha", 4);
        clock.pass(Duration.ofMinutes(61));
        assertThat(guard.attempt("martha", "10.0.0.1").locks()).isFalse();
    }

    private void fail(String account, int times) {
        for (int i = 0; i < times; i++) {
            guard.attempt(account, "10.1.0." + i);
        }
    }

    private static LoginGuard.Admission admitted(boolean locks) {
        return new LoginGuard.Admission(java.util.Optional.empty(), locks);
    }
}
