package io.smolotchi.release.python;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Compiles the modules of a tree once, because a sealed tree can't be written to when they are imported. The hash in the file is not checked at run time
 * ({@code unchecked-hash}, PEP 552): the source of a sealed release does not change, and its time stamps mean nothing.
 */
public final class Bytecode {

    private static final Duration LIMIT = Duration.ofMinutes(15);
    /** What compileall says on SIGINT, which it takes for a failure. */
    private static final String INTERRUPTED = "[interrupted]";

    private static final String FAILED = "*** Error compiling ";

    private final Processes processes;

    public Bytecode(Processes processes) {
        this.processes = processes;
    }

    /**
     * Compiles, and runs nothing of what it compiles.
     *
     * @param interpreter one of the host's: one that the release brings would be its code
     * @param finalPath of the tree on the machine, for tracebacks
     * @return what the operator should know; empty when everything compiled
     * @throws Refused CANCELLED when the compiler was told to end: whoever did that wants no release whose modules are half compiled
     */
    public List<String> compile(Interpreter interpreter, Path tree, String finalPath) {
        if (!interpreter.ofTheHost()) {
            throw new IllegalArgumentException("not run with the release's own interpreter: " + interpreter);
        }
        Command command = Command.of(
                        interpreter.file().toString(),
                        "-I",
                        "-S",
                        "-m",
                        "compileall",
                        "-q",
                        "-j",
                        "0",
                        "--invalidation-mode",
                        "unchecked-hash",
                        "-s",
                        tree.toString(),
                        "-p",
                        finalPath,
                        tree.toString())
                .in(Path.of("/"))
                .within(LIMIT);
        try {
            Finished finished = processes.run(command);
            if (finished.toldToEnd() || finished.out().contains(INTERRUPTED)) {
                throw new Refused(
                        Code.CANCELLED, "cannot compile the release: because the compiler was told to end", "");
            }
            return finished.ok() ? List.of() : List.of(complaint(finished, tree));
        } catch (UncheckedIOException e) {
            return List.of("bytecode was not compiled: " + e.getMessage());
        }
    }

    private static String complaint(Finished finished, Path tree) {
        List<String> failed = finished.out()
                .lines()
                .filter(line -> line.startsWith(FAILED))
                .map(line -> line.substring(FAILED.length()).replace(tree + "/", ""))
                .toList();
        if (!failed.isEmpty()) {
            return failed.size() + (failed.size() == 1 ? " file does" : " files do")
                    + " not compile as Python, such as "
                    + failed.getFirst().replaceAll("\\.\\.\\.$", "").replaceAll("\\p{Cntrl}", "?");
        }
        return finished.timedOut()
                ? "bytecode was not compiled in " + LIMIT.toMinutes() + " minutes"
                : "bytecode was not compiled: compileall exited with " + finished.exit() + ": "
                        + finished.err()
                                .strip()
                                .lines()
                                .reduce((first, last) -> last)
                                .orElse("no reason given");
    }
}
