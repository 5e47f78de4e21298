package io.smolotchi.release.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.operation.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitOrLocalTest {

    @ParameterizedTest
    @CsvSource({
        "/srv/app#v1, /srv/app, v1",
        "https://example.org/app.git#main, https://example.org/app.git, main",
        "https://example.org/app.git, https://example.org/app.git, HEAD",
        "git@example.org:app.git, git@example.org:app.git, HEAD",
        "ssh://example.org/app#a/b, ssh://example.org/app, a/b",
    })
    void a_url_or_a_path_with_a_ref_is_a_repository(String text, String url, String ref) {
        assertThat(GitOrLocal.of(text, Optional.empty())).isEqualTo(new Source.Git(url, ref));
    }

    @Test
    void an_option_names_the_ref_of_what_may_have_a_hash_in_its_name() {
        assertThat(GitOrLocal.of("/srv/a#b", Optional.of("v2"))).isEqualTo(new Source.Git("/srv/a#b", "v2"));
    }

    @Test
    void a_directory_is_local_also_with_a_hash_in_its_name_and_a_bare_repository_is_not(@TempDir Path dir)
            throws IOException {
        Path odd = Files.createDirectory(dir.resolve("a#b"));
        Path bare = Files.createDirectories(dir.resolve("bare.git"));
        Files.createDirectory(bare.resolve("objects"));
        Files.createDirectory(bare.resolve("refs"));
        Files.writeString(bare.resolve("HEAD"), "ref: refs/heads/main\n");

        assertThat(GitOrLocal.of(odd.toString(), Optional.empty())).isEqualTo(new Source.Local(odd.toString()));
        assertThat(GitOrLocal.of(bare.toString(), Optional.empty())).isEqualTo(new Source.Git(bare.toString(), "HEAD"));
    }
}
