package io.smolotchi.release.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretersTest {

    @TempDir
    Path root;

    private Path tree;

    @BeforeEach
    void tree() throws Exception {
        root = root.toRealPath();
        tree = Files.createDirectories(root.resolve("opt/smolotchi/releases/1.0.0"));
    }

    @Test
    void the_systems_interpreter_is_taken_when_there_is_no_other() throws Exception {
        program("usr/bin/python3", "echo 3.11.2");

        Interpreter found = with(Optional.empty()).require(tree);

        assertThat(found.origin()).isEqualTo(Interpreter.Origin.SYSTEM);
        assertThat(found).hasToString(root + "/usr/bin/python3 (Python 3.11.2)");
    }

    @Test
    void the_configured_one_goes_before_it() throws Exception {
        program("usr/bin/python3", "echo 3.11.2");
        program("opt/python/bin/python", "echo 3.13.0");

        assertThat(with(Optional.of("/opt/python/bin/python")).require(tree).version())
                .isEqualTo("3.13.0");
    }

    @Test
    void a_venv_that_leads_to_the_host_goes_before_both_and_its_link_begins_at_the_root() throws Exception {
        program("usr/bin/python3.12", "echo 3.12.1");
        Files.createSymbolicLink(root.resolve("usr/bin/python3"), Path.of("python3.12"));
        Files.createDirectories(tree.resolve(".venv/bin"));
        Files.createSymbolicLink(tree.resolve(".venv/bin/python"), Path.of("/usr/bin/python3"));

        Interpreter found = with(Optional.of("/usr/bin/python3")).require(tree);

        assertThat(found.origin()).isEqualTo(Interpreter.Origin.RELEASE);
        assertThat(found.file()).isEqualTo(root.resolve("usr/bin/python3.12"));
        assertThat(found.ofTheHost()).isTrue();
    }

    @Test
    void an_interpreter_that_the_release_brings_is_chosen_but_not_run() throws Exception {
        Path ran = root.resolve("ran");
        program("opt/smolotchi/releases/1.0.0/.venv/bin/python", "touch " + ran);

        Interpreter found = with(Optional.empty()).require(tree);

        assertThat(found.ofTheHost()).isFalse();
        assertThat(ran).doesNotExist();
    }

    @Test
    void a_refusal_lists_everything_that_was_tried() throws Exception {
        program("opt/python2", "echo 2.7.18");
        Files.createDirectories(tree.resolve(".venv/bin/python"));

        assertThatThrownBy(() -> with(Optional.of("/opt/python2")).require(tree))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.refusals().getFirst().code()).isEqualTo(Code.INTERPRETER_MISSING);
                    assertThat(refused.refusals().getFirst().what())
                            .contains(".venv/bin/python is not an executable file")
                            .contains("/opt/python2 does not run as Python 3")
                            .contains("/usr/bin/python3 is not there");
                });
    }

    private Interpreters with(Optional<String> configured) {
        return new Interpreters(new LocalProcesses(), root, configured);
    }

    private void program(String path, String script) throws Exception {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
