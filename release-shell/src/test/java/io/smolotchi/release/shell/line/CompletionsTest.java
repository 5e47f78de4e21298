package io.smolotchi.release.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.line.Completions.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionsTest {

    private final Completions completions = new Completions(Commands.all().grammar(), new Completions.Known() {
        @Override
        public List<Candidate> versions() {
            return List.of(new Candidate("1.1.0", "current"), new Candidate("1.0.0", "good"));
        }

        @Override
        public List<Candidate> operations() {
            return List.of(new Candidate("@9", "activate 1.2.0"));
        }
    });

    private List<String> after(String line, String typed) {
        return completions.after(Words.of(line), typed).stream()
                .map(Candidate::word)
                .toList();
    }

    @Test
    void a_line_begins_with_a_command() {
        assertThat(after("", "")).contains("list", "activate", "schedule").doesNotContain("run", "schedule enable");
        assertThat(after("", "ro")).containsExactly("rollback");
        assertThat(after("--json", "st")).containsExactly("status", "stage");
    }

    @Test
    void a_command_of_two_words_is_completed_word_by_word() {
        assertThat(after("schedule", "")).containsExactly("enable", "disable", "status");
        assertThat(after("schedule", "e")).containsExactly("enable");
    }

    @Test
    void versions_and_operations_are_offered_where_they_may_stand() {
        assertThat(after("activate", "")).containsExactly("1.1.0", "1.0.0");
        assertThat(after("show", "")).containsExactly("1.1.0", "1.0.0", "@9");
        assertThat(after("watch", "@")).containsExactly("@9");
        assertThat(after("rollback --to", "1.0")).containsExactly("1.0.0");
        assertThat(after("activate 1.1.0", "")).isEmpty();
        assertThat(after("activate --reason why", "")).containsExactly("1.1.0", "1.0.0");
    }

    @Test
    void options_are_offered_once() {
        assertThat(after("activate 1.1.0", "--")).contains("--force", "--yes", "--json");
        assertThat(after("activate 1.1.0 --force", "--f")).containsExactly("--foreground");
        assertThat(after("list", "--")).doesNotContain("--yes");
        assertThat(after("", "--r")).containsExactly("--root");
    }

    @Test
    void choices_are_offered_as_values() {
        assertThat(after("history --outcome", "r")).containsExactly("rolled-back", "refused");
        assertThat(after("explain", "RELEASE_B")).containsExactly("RELEASE_BAD");
    }

    @Test
    void paths_are_left_to_the_file_system() {
        assertThat(completions.takesPath(Words.of("stage"))).isTrue();
        assertThat(completions.takesPath(Words.of("install-systemd --project-dir")))
                .isTrue();
        assertThat(completions.takesPath(Words.of("stage x"))).isFalse();
        assertThat(completions.takesPath(Words.of("activate"))).isFalse();
    }
}
