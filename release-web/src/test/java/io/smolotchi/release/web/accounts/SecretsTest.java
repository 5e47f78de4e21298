package io.smolotchi.release.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gets hold of the file gets no password and no token. */
class SecretsTest {

    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path dir;

    @Test
    void of_passwords_and_tokens_only_hashes_are_kept() throws IOException {
        Path file = dir.resolve("web.db");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream console = new PrintStream(out, true, StandardCharsets.UTF_8);
        new UserCommand(Passwords.encoder(), Clock.systemUTC(), _ -> Optional.of(PASSWORD), console, console)
                .run(file, List.of("add", "martha"));
        out.reset();
        new TokenCommand(
                        Clock.systemUTC(),
                        console,
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .run(file, List.of("add", "ci"));
        String token = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(token).startsWith("smolotchi_").hasSizeGreaterThan(40);

        try (WebDatabase database = WebDatabase.open(file)) {
            assertThat(database.<String>ask(jdbc -> jdbc.sql("SELECT password FROM account")
                            .query(String.class)
                            .single()))
                    .as("bcrypt, with at least 1,024 rounds")
                    .matches("(\\{bcrypt\\})?\\$2[aby]\\$1[0-9]\\$[./A-Za-z0-9]{53}");
            assertThat(database.<String>ask(jdbc -> jdbc.sql("SELECT hash FROM token")
                            .query(String.class)
                            .single()))
                    .matches("[0-9a-f]{64}");
            try (Stream<Path> files = Files.list(dir)) {
                for (Path one : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(one, StandardCharsets.ISO_8859_1))
                            .as(one.toString())
                            .doesNotContain(token, token.substring("smolotchi_".length()), PASSWORD);
                }
            }
        }
    }
}
