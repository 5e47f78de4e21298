package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.web.accounts.LoginAudit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockoutTest {

    @TempDir
    Path root;

    @Test
    void after_five_failures_the_right_password_has_to_wait_too() throws Exception {
        try (WebProcess process = WebProcess.start(root, new StagedWorld(), 0)) {
            Visitor visitor = new Visitor(process.address());
            for (int i = 0; i < 5; i++) {
                visitor.logIn("operator", "wrong horse battery");
            }

            assertThat(Visitor.location(visitor.logIn("operator", WebProcess.PASSWORD)))
                    .endsWith("/login?locked");
            assertThat(visitor.get("/login?locked").body()).contains("Too many attempts failed");
            assertThat(Visitor.location(visitor.logIn("viewer", WebProcess.PASSWORD)))
                    .doesNotContain("login");
            assertThat(process.bean(LoginAudit.class).newest(10))
                    .extracting(LoginAudit.Entry::event)
                    .containsExactly(
                            LoginAudit.Event.LOGIN,
                            LoginAudit.Event.LOCKED,
                            LoginAudit.Event.FAILED,
                            LoginAudit.Event.FAILED,
                            LoginAudit.Event.FAILED,
                            LoginAudit.Event.FAILED);
        }
    }
}
