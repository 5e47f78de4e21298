package io.smolotchi.release.python;

import io.smolotchi.release.process.Command;
import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds a virtual environment at the path where it will be used, because it holds that path. Wheels are installed offline and without running what they
 * bring; requirements are the release's words all the same, so pip runs where it can't do harm, see {@link Confined}.
 */
public final class Venv {

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Processes processes;
    private final Confined confined;

    public Venv(Processes processes, Confined confined) {
        this.processes = processes;
        this.confined = confined;
    }

    /**
     * What is installed.
     *
     * @param requirements file with requirements
     * @param wheels directory, where they are found
     * @param all wheels in it, which are installed when there are no requirements
     */
    public record Contents(Optional<Path> requirements, Optional<Path> wheels, List<Path> all) {

        public Contents {
            all = List.copyOf(all);
        }

        boolean empty() {
            return requirements.isEmpty() && all.isEmpty();
        }

        /** pip and setuptools come with every venv, and go again unless the release brings them. */
        private boolean brings(String name) {
            return all.stream()
                    .anyMatch(wheel -> wheel.getFileName()
                            .toString()
                            .toLowerCase(java.util.Locale.ROOT)
                            .startsWith(name + "-"));
        }
    }

    /** The account that it is built as; its directory has to belong to it. */
    public Confined.Account account() {
        return confined.account();
    }

    /**
     * Builds it.
     *
     * @param venv an empty directory
     * @throws Refused VENV_FAILED, with what the tool said last
     */
    public void build(Interpreter interpreter, Path venv, Contents contents) {
        List<String> make = new ArrayList<>(List.of(interpreter.file().toString(), "-I", "-m", "venv"));
        if (contents.empty()) {
            make.add("--without-pip");
        }
        make.add(venv.toString());
        run(venv, make, "apt-get install python3-venv");
        if (!contents.empty()) {
            install(venv, contents);
        }
    }

    private void install(Path venv, Contents contents) {
        List<String> install = pip(venv, "install", "--no-index", "--only-binary=:all:", "--no-compile");
        contents.wheels().ifPresent(directory -> install.addAll(List.of("--find-links", directory.toString())));
        contents.requirements()
                .ifPresentOrElse(
                        file -> install.addAll(List.of("-r", file.toString())),
                        () -> contents.all().forEach(wheel -> install.add(wheel.toString())));
        run(venv, install, "put the missing wheels into the release");
        List<String> unneeded = Stream.of("pip", "setuptools")
                .filter(name -> !contents.brings(name))
                .toList();
        if (!unneeded.isEmpty()) {
            List<String> remove = pip(venv, "uninstall", "--yes");
            // pip last: it removes itself.
            remove.addAll(unneeded.reversed());
            run(venv, remove, "stage it again");
        }
    }

    private static List<String> pip(Path venv, String... words) {
        List<String> command = new ArrayList<>(
                List.of(venv.resolve("bin/python").toString(), "-I", "-m", "pip", "--disable-pip-version-check"));
        command.addAll(List.of("--no-input", "--no-cache-dir", "--quiet"));
        command.addAll(List.of(words));
        return command;
    }

    private void run(Path venv, List<String> words, String next) {
        Command command = Command.of(confined.words(words, venv).toArray(String[]::new))
                .with(Map.of("HOME", "/nonexistent"))
                .in(Path.of("/"))
                .within(LIMIT);
        Finished finished;
        try {
            finished = processes.run(command);
        } catch (UncheckedIOException e) {
            throw failed(String.valueOf(e.getMessage()), next);
        }
        if (!finished.ok()) {
            throw failed(
                    finished.timedOut() ? "it took longer than " + LIMIT.toMinutes() + " minutes" : said(finished),
                    next);
        }
    }

    private static String said(Finished finished) {
        List<String> lines = Stream.of(finished.err(), finished.out())
                .flatMap(String::lines)
                .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("[notice]"))
                .toList();
        return lines.isEmpty()
                ? "exit status " + finished.exit()
                : lines.stream()
                        .filter(line -> line.startsWith("ERROR: "))
                        .findFirst()
                        .orElse(lines.getLast());
    }

    private static Refused failed(String why, String next) {
        String shown = why.length() > 300 ? why.substring(0, 300) + "..." : why;
        return new Refused(Code.VENV_FAILED, "cannot build the venv of the release: because " + shown, next);
    }
}
