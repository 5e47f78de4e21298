package io.smolotchi.release.git;

import io.smolotchi.release.process.Finished;
import io.smolotchi.release.process.Processes;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads repositories. Objects are read through a bare repository of our own that only borrows them, so that the attributes and filters which the other one
 * configures do not exist there; the other one itself is asked for names alone.
 */
public final class Git {

    /** What has to lie in a directory that is given as scratch, before it is: a file by its name. */
    public static final String TEMPLATE_FILE = "template/info/attributes";

    /** Wins over what the tree says: a file comes out as it was committed. */
    public static final String TEMPLATE_TEXT =
            "* -export-ignore -export-subst -text -eol -ident -filter -working-tree-encoding\n";

    private final GitTool tool;
    private final Map<String, String> environment;

    /** @param environment of this process, for what lets git reach other machines */
    public Git(Processes processes, Map<String, String> environment) {
        this.tool = new GitTool(processes);
        this.environment = Map.copyOf(environment);
    }

    /** Whether the directory is a repository without a working tree. */
    public static boolean bare(Path directory) {
        return Files.isRegularFile(directory.resolve("HEAD"))
                && Files.isDirectory(directory.resolve("objects"))
                && Files.isDirectory(directory.resolve("refs"))
                && !Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }

    /** Without the password that it may hold. */
    public static String shown(String url) {
        return url.replaceFirst("^([A-Za-z][A-Za-z0-9+.-]*://[^/@:]*):[^/@]*@", "$1:***@");
    }

    /**
     * Takes the tree of a commit out.
     *
     * @param repository a path on this machine, or a URL
     * @param ref branch, tag or commit
     * @param scratch a directory with nothing but {@link #TEMPLATE_FILE}, which the caller deletes when he has read the archive
     * @param mostBytes that the archive may have
     * @throws Refused SOURCE_UNREADABLE or SOURCE_TOO_LARGE
     */
    public GitTree tree(String repository, String ref, Path scratch, long mostBytes) {
        if (ref.startsWith("-") || ref.isBlank() || ref.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw refused(repository, "'" + line(ref) + "' is not the name of a commit");
        }
        Path source = localPath(repository).orElseGet(() -> fetched(repository, scratch));
        Path gitDir = gitDir(source).orElseThrow(() -> refused(repository, "it is not a git repository"));
        String commit = commit(gitDir, ref)
                .orElseThrow(() -> refused(repository, "it has no commit that is named '" + line(ref) + "'"));
        Borrowed own = borrowing(gitDir, scratch, repository);
        Path archive = scratch.resolve("tree.tar");
        Finished made = tool.runWriting(mostBytes, own, "archive", "--format=tar", "--output=" + archive, commit);
        if (GitTool.tooLarge(made)) {
            throw new Refused(
                    Code.SOURCE_TOO_LARGE,
                    "cannot stage " + shown(repository) + ": because its tree takes more than " + mostBytes + " bytes",
                    "smolotchi-release explain " + Code.SOURCE_TOO_LARGE);
        }
        require(made, repository);
        return new GitTree(commit, described(gitDir, commit), submodules(own, commit), archive);
    }

    /**
     * What is checked out in a directory; empty when that is not the top of a working tree with a commit.
     *
     * @param scratch a directory with nothing but {@link #TEMPLATE_FILE}, which the caller deletes
     */
    public Optional<GitState> state(Path directory, Path scratch) {
        Path dotGit = directory.resolve(".git");
        if (!Files.exists(dotGit, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return commit(dotGit, "HEAD").map(commit -> {
                Borrowed own = borrowing(dotGit, scratch, directory.toString());
                String tree = "--work-tree=" + directory;
                require(tool.run(own, "update-ref", "--no-deref", "HEAD", commit), directory.toString());
                require(tool.run(own, tree, "read-tree", commit), directory.toString());
                Finished status = tool.run(
                        own, tree, "status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=all");
                require(status, directory.toString());
                return new GitState(
                        commit, described(dotGit, commit), !status.out().isEmpty());
            });
        } catch (Refused | UncheckedIOException noGitOrABrokenRepository) {
            // The directory can be staged all the same.
            return Optional.empty();
        }
    }

    private static Optional<Path> localPath(String repository) {
        String path = repository.startsWith("file://") ? repository.substring("file://".length()) : repository;
        return path.startsWith("/") ? Optional.of(Path.of(path)) : Optional.empty();
    }

    private Path fetched(String url, Path scratch) {
        if (url.startsWith("-") || url.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw refused(url, "that is not a URL");
        }
        Path copy = scratch.resolve("remote.git");
        require(tool.fetchAll(url, copy, environment), url);
        return copy;
    }

    private static Optional<Path> gitDir(Path source) {
        if (bare(source)) {
            return Optional.of(source);
        }
        return Optional.of(source.resolve(".git")).filter(Files::exists);
    }

    private Optional<String> commit(Path gitDir, String ref) {
        Finished found = tool.run(gitDir, "rev-parse", "--verify", "--quiet", ref + "^{commit}");
        String commit = found.out().strip();
        return found.ok() && commit.matches("[0-9a-f]{40,64}") ? Optional.of(commit) : Optional.empty();
    }

    private String described(Path gitDir, String commit) {
        Finished described = tool.run(gitDir, "describe", "--tags", "--always", commit);
        String text = described.out().strip();
        return described.ok() && text.matches("[A-Za-z0-9._/+~-]{1,200}") ? text : commit.substring(0, 12);
    }

    private Borrowed borrowing(Path gitDir, Path scratch, String repository) {
        Finished objects = tool.run(gitDir, "rev-parse", "--git-path", "objects");
        require(objects, repository);
        Path directory = Path.of("/").resolve(objects.out().strip());
        Finished format = tool.run(gitDir, "rev-parse", "--show-object-format");
        require(format, repository);
        Borrowed own = new Borrowed(scratch.resolve("own.git"), directory);
        require(
                tool.run(
                        own,
                        "init",
                        "--quiet",
                        "--bare",
                        "--template=" + scratch.resolve("template"),
                        "--object-format=" + format.out().strip()),
                repository);
        return own;
    }

    private List<String> submodules(Borrowed own, String commit) {
        Finished paths =
                tool.run(own, "config", "--blob", commit + ":.gitmodules", "--get-regexp", "^submodule\\..*\\.path$");
        if (!paths.ok()) {
            return List.of();
        }
        return paths.out()
                .lines()
                .map(text -> text.substring(text.indexOf(' ') + 1))
                .toList();
    }

    private static void require(Finished finished, String repository) {
        if (!finished.ok()) {
            String why = finished.timedOut()
                    ? "git took too long"
                    : finished.err()
                            .strip()
                            .lines()
                            .reduce((_, last) -> last)
                            .map(Git::line)
                            .orElse("git exited with " + finished.exit());
            throw refused(repository, why);
        }
    }

    private static Refused refused(String repository, String why) {
        return new Refused(
                Code.SOURCE_UNREADABLE,
                "cannot stage " + shown(repository) + ": because " + why,
                "git ls-remote " + shown(repository));
    }

    private static String line(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "..." : plain;
    }
}
