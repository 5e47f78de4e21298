package io.smolotchi.release.store.source;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.git.Git;
import io.smolotchi.release.git.GitState;
import io.smolotchi.release.git.GitTree;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.disk.WriteFailure;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A source together with the rules that it is read by. Closing it deletes what had to be made to read it. */
public final class SourceReading implements AutoCloseable {

    /** Where a release has its venv. */
    public static final String VENV = ".venv";

    static final String SEND_AGAIN = "upload it again";

    private static final int ENTRIES_BETWEEN_REPORTS = 64;

    private final SourceTree source;
    /** By which whoever sent it calls it; empty for what lies on this machine. */
    private final Optional<String> received;

    private final Limits limits;
    private final List<String> ignore;
    private final Git git;
    private final ScratchDirectory scratch;
    private Optional<CompletableFuture<Optional<GitState>>> state = Optional.empty();
    private SourceSize size = SourceSize.UNKNOWN;

    private SourceReading(
            SourceTree source,
            Optional<String> received,
            Limits limits,
            List<String> ignore,
            Git git,
            ScratchDirectory scratch) {
        this.source = source;
        this.received = received;
        this.limits = limits;
        this.ignore = ignore;
        this.git = git;
        this.scratch = scratch;
    }

    /** @throws Refused SOURCE_UNREADABLE, SOURCE_UNSAFE, SOURCE_TOO_LARGE or DESCRIPTOR_INVALID */
    public static SourceReading of(StagingSource from, Limits limits, List<String> ignore, Git git, Path releases)
            throws IOException {
        ScratchDirectory scratch = new ScratchDirectory();
        boolean opened = false;
        try {
            SourceTree source = switch (from) {
                case StagingSource.OnDisk(Path path) -> SourceKind.of(path);
                case StagingSource.Received archive -> SourceKind.received(archive);
                case StagingSource.FromGit repository ->
                    new GitSource(
                            repository,
                            git.tree(
                                    repository.repository(),
                                    repository.commit().orElse(repository.ref()),
                                    scratch.make(),
                                    mostBytes(limits)));
            };
            List<String> ignored = new ArrayList<>(ignore);
            if (source instanceof DirectorySource directory) {
                refuseOurselves(directory.path(), releases);
                descriptor(directory.path()).ifPresent(yaml -> ignored.addAll(ignored(yaml)));
            }
            SourceReading reading =
                    new SourceReading(source, receivedName(from), limits, List.copyOf(ignored), git, scratch);
            opened = true;
            return reading;
        } finally {
            if (!opened) {
                scratch.close();
            }
        }
    }

    private static Optional<String> receivedName(StagingSource from) {
        return from instanceof StagingSource.Received(Path _, String name) ? Optional.of(name) : Optional.empty();
    }

    /** A tar archive has a header and padding for each entry. */
    private static long mostBytes(Limits limits) {
        return limits.bytes() + limits.entries() * 2048 + (1 << 20);
    }

    /** Reads everything through the guard. */
    public void readInto(CollectedTree tree, Progress progress) {
        EntryGuard guard = new EntryGuard(source, limits, new IgnoreRules(ignore), tree);
        long[] entries = {0};
        visit((entry, content) -> {
            if (entries[0]++ % ENTRIES_BETWEEN_REPORTS == 0) {
                refuseIfCancelled(progress);
                progress.amount(tree.files(), size.files(), tree.bytes(), size.bytes());
            }
            return guard.entry(entry, content);
        });
        progress.amount(tree.files(), tree.files(), tree.bytes(), tree.bytes());
    }

    public Optional<String> wrapper(CollectedTree tree) {
        return source.wrapped() ? tree.wrapper() : Optional.empty();
    }

    /** What an archive's own release.yaml, known only now, and patterns with a slash take out of it. */
    public List<String> drop(CollectedTree tree, Optional<ReleaseDescriptor> yaml) {
        if (!source.archive()) {
            return List.of();
        }
        List<String> patterns = new ArrayList<>(ignore);
        yaml.ifPresent(own -> patterns.addAll(ignored(own)));
        if (source instanceof GitSource repository) {
            repository.requireSubmodules(new IgnoreRules(patterns));
        }
        return tree.forget(new IgnoreRules(patterns)::matches);
    }

    /** A venv that is built here takes the place of one that lies in the source. */
    private static List<String> ignored(ReleaseDescriptor yaml) {
        List<String> patterns = new ArrayList<>(yaml.ignore());
        if (yaml.python().venv()) {
            patterns.add("/" + VENV);
        }
        return patterns;
    }

    /**
     * @param wrapper that was taken off, for the name of the entry
     * @throws Refused when there is nothing in it, or a link leaves it
     */
    public void requireUsable(List<Entry> content, Optional<String> wrapper) {
        LinkTargets.leaving(content).ifPresent(link -> {
            throw new Refused(
                    Code.SOURCE_UNSAFE,
                    "cannot stage " + source.shown() + ": because its entry '"
                            + EntryGuard.shown(wrapper.map(name -> name + "/" + link.path())
                                    .orElse(link.path())) + "' is a link to '" + EntryGuard.shown(link.target())
                            + "', which leaves the tree",
                    "list it under ignore: in " + ReleaseYaml.NAME);
        });
        if (content.stream().noneMatch(Entry.File.class::isInstance)) {
            throw unreadable("it holds no file");
        }
    }

    /** An archive takes at least what it takes packed; a directory is measured first. */
    public void requireSpace(SpaceWatch space) throws IOException {
        if (source.archive()) {
            space.require(Files.size(source.path()), 1);
        } else {
            SourceSize.Sum sum = new SourceSize.Sum(new IgnoreRules(ignore), limits);
            visit((entry, content) -> sum.add(entry));
            size = sum.size();
            space.require(size.bytes(), size.entries());
        }
    }

    /** Of the file that is the source, else of what is in it. */
    public Digest digest(Digest content) throws IOException {
        return source.wrapped() ? new FileHash().of(source.path()).digest() : content;
    }

    public String describe() {
        if (received.isPresent()) {
            return "upload " + name();
        }
        return switch (source) {
            case DirectorySource directory -> "directory " + directory.path();
            case GitSource repository -> "git " + repository.shown();
            case TarSource tar -> "archive " + tar.path().toAbsolutePath().normalize();
            case ZipSource zip -> "archive " + zip.path().toAbsolutePath().normalize();
        };
    }

    public String name() {
        return received.orElseGet(
                () -> String.valueOf(source.path().toAbsolutePath().normalize().getFileName()));
    }

    /** The commit that is the source, so that the same one can be asked for again. */
    public Optional<String> commit() {
        return source instanceof GitSource repository
                ? Optional.of(repository.tree().commit())
                : Optional.empty();
    }

    /** Begins to look what is checked out in a directory, which takes about as long as reading it. */
    public void lookAtGit() {
        if (state.isEmpty()) {
            state = Optional.of(CompletableFuture.supplyAsync(this::state));
        }
    }

    /** Empty when git knows nothing of the source. */
    public Optional<GitState> git() {
        lookAtGit();
        return state.orElseThrow().join();
    }

    private Optional<GitState> state() {
        return switch (source) {
            case DirectorySource directory -> git.state(directory.path(), scratch.make());
            case GitSource(var _, GitTree tree) -> Optional.of(new GitState(tree.commit(), tree.described(), false));
            case TarSource _, ZipSource _ -> Optional.empty();
        };
    }

    @Override
    public void close() {
        state.ifPresent(CompletableFuture::join);
        scratch.close();
    }

    public void refuseIfCancelled(Progress progress) {
        if (progress.cancelled()) {
            throw new Refused(Code.CANCELLED, "cannot stage " + source.shown() + ": because it was cancelled", "");
        }
    }

    /** @throws Refused DESCRIPTOR_INVALID */
    public static Optional<ReleaseDescriptor> descriptor(Path tree) throws IOException {
        Path file = tree.resolve(ReleaseYaml.NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(ReleaseYaml.read(in.readNBytes(ReleaseYaml.LARGEST + 1)));
        }
    }

    /** What goes wrong while writing is a {@link WriteFailure}, and passes through. */
    private void visit(SourceTree.Visitor visitor) {
        try {
            source.visit(visitor);
        } catch (InvalidPathException e) {
            throw unreadable("its names can't be written in the character set of this process; set LC_ALL=C.UTF-8");
        } catch (IOException e) {
            throw unreadable(Why.of(e));
        }
    }

    private Refused unreadable(String why) {
        return new Refused(
                Code.SOURCE_UNREADABLE,
                "cannot stage " + source.shown() + ": because " + why,
                received.isPresent() ? SEND_AGAIN : "ls -l " + source.path());
    }

    private static void refuseOurselves(Path directory, Path releases) throws IOException {
        Path real = directory.toRealPath();
        Path existing = releases;
        while (!Files.exists(existing)) {
            existing = existing.getParent() == null ? Path.of("/") : existing.getParent();
        }
        if (existing.toRealPath().startsWith(real)) {
            throw new Refused(
                    Code.SOURCE_UNSAFE,
                    "cannot stage " + directory + ": because " + releases + " lies in it",
                    "smolotchi-release explain " + Code.SOURCE_UNSAFE);
        }
    }
}
