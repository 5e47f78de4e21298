package io.smolotchi.release.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Origin;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorkeeperTest {

    private static final Peer WEB = new Peer(":1.2", 998);
    private static final Peer ADA = new Peer(":1.3", 1000);

    @TempDir
    Path directory;

    private Doorkeeper doorkeeper;

    @BeforeEach
    void accounts() throws IOException {
        Path accounts = Files.writeString(directory.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/bash
                nonsense
                smolotchi-release-web:x:998:998::/:/usr/sbin/nologin
                ada:x:1000:1000::/home/ada:/bin/bash
                """);
        doorkeeper = new Doorkeeper((peer, _, _) -> peer.equals(WEB), new Logins(accounts));
    }

    @Test
    void the_web_says_who_its_visitor_is() {
        assertThat(doorkeeper.caller(WEB, "grace", "a reason")).isEqualTo(new Caller("grace", Origin.WEB, "a reason"));
    }

    @Test
    void nobody_else_does() {
        assertThat(doorkeeper.caller(ADA, "grace", "")).isEqualTo(new Caller("ada", Origin.CONSOLE, ""));
        assertThat(doorkeeper.caller(new Peer(":1.4", 0), "grace", ""))
                .isEqualTo(new Caller("root", Origin.CONSOLE, ""));
        assertThat(doorkeeper.caller(new Peer(":1.5", 4711), "root", ""))
                .isEqualTo(new Caller("uid-4711", Origin.CONSOLE, ""));
    }

    @Test
    void a_visitor_without_a_name_is_the_web_itself() {
        for (String name : new String[] {"", " ", "a b", "x".repeat(65), "a\nb"}) {
            assertThat(doorkeeper.caller(WEB, name, "").actor()).isEqualTo("smolotchi-release-web");
        }
    }

    @Test
    void who_may_not_is_told_which_action_it_was() {
        doorkeeper.require(WEB, Permission.ACTIVATE, false);
        assertThatThrownBy(() -> doorkeeper.require(ADA, Permission.ACTIVATE, false))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.NOT_ALLOWED);
                    assertThat(refused.getMessage()).contains("ada", "io.smolotchi.release.activate");
                });
    }
}
