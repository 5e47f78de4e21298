package io.smolotchi.release.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smolotchi.release.process.LocalProcesses;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytecodeTest {

    @TempDir
    Path tree;

    @Test
    void modules_are_compiled_for_their_final_path_without_being_run() throws Exception {
        Path ran = tree.resolve("ran");
        Path module = Files.createDirectory(tree.resolve("app")).resolve("cli.py");
        Files.writeString(module, "open('" + ran + "', 'w')\nraise SystemExit(1)\n");
        Files.writeString(tree.resolve("sitecustomize.py"), "open('" + ran + "', 'w')\n");

        assertThat(compile()).isEmpty();

        byte[] compiled = Files.readAllBytes(only(tree.resolve("app/__pycache__")));
        assertThat(compiled[4]).as("PEP 552 flags: hash, not checked").isEqualTo((byte) 1);
        assertThat(new String(compiled, StandardCharsets.ISO_8859_1))
                .contains("/opt/x/releases/1/app/cli.py")
                .doesNotContain(tree + "/app/cli.py\0");
        assertThat(ran).doesNotExist();
    }

    @Test
    void a_file_that_does_not_compile_is_a_warning_and_the_others_are_compiled() throws Exception {
        Files.writeString(tree.resolve("good.py"), "x = 1\n");
        Files.writeString(tree.resolve("template.py"), "x = {{ value }\n");

        assertThat(compile()).containsExactly("1 file does not compile as Python, such as 'template.py'");
        assertThat(only(tree.resolve("__pycache__")).getFileName().toString()).startsWith("good.");
    }

    @Test
    void a_compiler_that_was_told_to_end_ends_the_staging_too() throws Exception {
        Path told = executable("told", "kill -TERM $$");
        Path broke = executable("broke", "echo no memory >&2; exit 9");

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> compileWith(told))
                .satisfies(e -> assertThat(e.refusals().getFirst().code()).isEqualTo(Code.CANCELLED));
        assertThat(compileWith(broke))
                .containsExactly("bytecode was not compiled: compileall exited with 9: no memory");
    }

    @Test
    void ctrl_c_ends_it_too() throws Exception {
        for (int i = 0; i < 50; i++) {
            Files.writeString(tree.resolve("m" + i + ".py"), "def f(x):\n    return [x, x + 1]\n\n".repeat(2_000));
        }
        Path interrupted = executable(
                "interrupted",
                "exec /usr/bin/python3 -c \"import os, runpy, signal, sys, threading, time; os.chdir('" + tree
                        + "'); sys.argv = ['compileall', '-q', '.'];"
                        + " threading.Thread(target=lambda: (time.sleep(0.3), os.kill(os.getpid(), signal.SIGINT)),"
                        + " daemon=True).start(); runpy.run_module('compileall', run_name='__main__')\"");

        assertThatExceptionOfType(Refused.class).isThrownBy(() -> compileWith(interrupted));
    }

    private List<String> compileWith(Path program) {
        Interpreter interpreter = new Interpreter(program, program, Interpreter.Origin.CONFIGURED, "3.11.2");
        return new Bytecode(new LocalProcesses()).compile(interpreter, tree, "/opt/x/releases/1");
    }

    private Path executable(String name, String line) throws Exception {
        Path program = Files.writeString(tree.resolve(name), "#!/bin/sh\n" + line + "\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> compile() {
        LocalProcesses processes = new LocalProcesses();
        Interpreter system = new Interpreters(processes, Path.of("/"), Optional.empty()).require(tree);
        return new Bytecode(processes).compile(system, tree, "/opt/x/releases/1");
    }

    private static Path only(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
