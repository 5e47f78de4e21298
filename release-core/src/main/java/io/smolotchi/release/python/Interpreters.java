package io.smolotchi.release.python;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the interpreter of a release: the one that it brings, the configured one, the system's. */
public final class Interpreters {

    private static final String VENV = ".venv/bin/python";
    private static final String SYSTEM = "usr/bin/python3";
    private static final int MOST_LINKS = 40;

    private final Processes processes;
    private final Path root;
    private final Optional<String> configured;

    /**
     * @param root of the machine, below which the host's interpreters are looked up
     * @param configured absolute path on the machine
     */
    public Interpreters(Processes processes, Path root, Optional<String> configured) {
        this.processes = processes;
        this.root = root;
        this.configured = configured;
    }

    /** Found or not. */
    public sealed interface Choice {

        record Found(Interpreter interpreter) implements Choice {}

        /** @param tried a line for each place, with what was wrong there */
        record Missing(List<String> tried) implements Choice {

            /** Without what was looked for in a tree, where there is none yet. */
            public Missing outside(Path tree) {
                return new Missing(tried.stream()
                        .filter(line -> !line.startsWith(tree + "/"))
                        .toList());
            }

            public Refusal refusal() {
                return new Refusal(
                        Code.INTERPRETER_MISSING,
                        "cannot find a Python interpreter: because " + String.join(", ", tried),
                        "apt-get install python3");
            }
        }
    }

    /** @param tree of the release */
    public Choice choose(Path tree) {
        List<String> tried = new ArrayList<>();
        Optional<Interpreter> found = look(tree.resolve(VENV), Interpreter.Origin.RELEASE, tree, tried)
                .or(() -> configured.flatMap(
                        path -> look(root.resolve(path.substring(1)), Interpreter.Origin.CONFIGURED, tree, tried)))
                .or(() -> look(root.resolve(SYSTEM), Interpreter.Origin.SYSTEM, tree, tried));
        return found.<Choice>map(Choice.Found::new).orElseGet(() -> new Choice.Missing(List.copyOf(tried)));
    }

    /** @throws Refused INTERPRETER_MISSING, with everything that was tried */
    public Interpreter require(Path tree) {
        return switch (choose(tree)) {
            case Choice.Found found -> found.interpreter();
            case Choice.Missing missing -> throw new Refused(missing.refusal());
        };
    }

    /** Whether services of this root can be started, so that a missing interpreter matters at once. */
    public boolean running() {
        return root.getNameCount() == 0;
    }

    private Optional<Interpreter> look(Path path, Interpreter.Origin origin, Path tree, List<String> tried) {
        Optional<Path> file = follow(path);
        if (file.isEmpty()) {
            tried.add(path + " is not there");
            return Optional.empty();
        }
        if (!Files.isRegularFile(file.get()) || !Files.isExecutable(file.get())) {
            tried.add(path + " is not an executable file");
            return Optional.empty();
        }
        if (file.get().startsWith(tree)) {
            return Optional.of(new Interpreter(path, file.get(), origin, ""));
        }
        Optional<String> version = ask(file.get());
        if (version.isEmpty()) {
            tried.add(path + " does not run as Python 3");
        }
        return version.map(text -> new Interpreter(path, file.get(), origin, text));
    }

    /** Isolated, and without site packages: nothing but the interpreter itself is run. */
    private Optional<String> ask(Path file) {
        try {
            Finished finished = processes.run(Command.of(
                            file.toString(), "-I", "-S", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])")
                    .in(Path.of("/"))
                    .within(Duration.ofSeconds(20)));
            String version = finished.out().strip();
            return finished.ok() && version.startsWith("3.") ? Optional.of(version) : Optional.empty();
        } catch (UncheckedIOException notStartable) {
            return Optional.empty();
        }
    }

    /** Follows links as the machine would, for which an absolute one begins at its root. */
    private Optional<Path> follow(Path path) {
        Path at = path;
        try {
            for (int links = 0; links < MOST_LINKS; links++) {
                if (!Files.isSymbolicLink(at)) {
                    return Files.exists(at) ? Optional.of(at.toRealPath()) : Optional.empty();
                }
                Path target = Files.readSymbolicLink(at);
                at = target.isAbsolute()
                        ? root.resolve(target.toString().substring(1)).normalize()
                        : at.resolveSibling(target).normalize();
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
