package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.shell.line.Completions;
import io.smolotchi.release.shell.line.Completions.Candidate;
import java.nio.file.Path;
import java.util.List;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;

/** Completes commands, options, versions, operations, and, where a path may stand, file names. Spring Shell's own knows no positional words. */
final class ReleaseCompleter extends CommandCompleter {

    private final Completions completions;

    ReleaseCompleter(CommandRegistry registry, Completions completions) {
        super(registry);
        this.completions = completions;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<org.jline.reader.Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        String typed =
                line.word().substring(0, Math.min(line.wordCursor(), line.word().length()));
        List<Candidate> found = completions.after(before, typed);
        int rank = 0;
        for (Candidate candidate : found) {
            candidates.add(new org.jline.reader.Candidate(
                    candidate.word(),
                    candidate.word(),
                    null,
                    candidate.about().isEmpty() ? null : candidate.about(),
                    null,
                    null,
                    true,
                    rank++));
        }
        if (found.isEmpty() && completions.takesPath(before) && !typed.startsWith("-")) {
            new FileNameCompleter() {
                @Override
                protected Path getUserDir() {
                    return Path.of("").toAbsolutePath();
                }
            }.complete(reader, line, candidates);
        }
    }
}
