package io.smolotchi.release.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActorTest {

    @TempDir
    Path root;

    private void login(String uid) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("proc/self/loginuid"), uid);
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nanna:x:1000:1000::/home/anna:\n");
    }

    private String name(Map<String, String> environment) {
        return new Actor(environment, root).name();
    }

    @Test
    void sudo_says_who_called_it() throws IOException {
        login("0");
        assertThat(name(Map.of("SUDO_USER", "bob"))).isEqualTo("bob");
    }

    @Test
    void the_kernel_knows_the_login_behind_su() throws IOException {
        login("1000");
        assertThat(name(Map.of())).isEqualTo("anna");
    }

    @Test
    void without_a_login_it_is_the_account_of_the_process() throws IOException {
        assertThat(name(Map.of())).isEqualTo(System.getProperty("user.name"));
        login("4294967295");
        assertThat(name(Map.of())).isEqualTo(System.getProperty("user.name"));
    }

    @Test
    void a_name_that_could_not_be_one_is_not_taken() throws IOException {
        login("1000");
        assertThat(name(Map.of("SUDO_USER", "x\u001b[2J"))).isEqualTo("anna");
    }
}
