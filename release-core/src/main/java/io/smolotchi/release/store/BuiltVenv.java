package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.python.Confined;
import io.smolotchi.release.python.Interpreter;
import io.smolotchi.release.python.Venv;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.source.DirectorySource;
import io.smolotchi.release.store.source.EntryGuard;
import io.smolotchi.release.store.source.Hashing;
import io.smolotchi.release.store.source.IgnoreRules;
import io.smolotchi.release.store.source.LinkTargets;
import io.smolotchi.release.store.source.ReleaseYaml;
import io.smolotchi.release.store.source.SourceReading;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The venv of a release that asks for one, in its tree at its final path. Whoever builds it is not trusted: what he leaves is read like any directory
 * that is staged, and copied.
 */
public final class BuiltVenv {

    private final StagingTools tools;
    private final Places places;
    private final Version version;
    private final Progress progress;

    BuiltVenv(StagingTools tools, Places places, Version version, Progress progress) {
        this.tools = tools;
        this.places = places;
        this.version = version;
        this.progress = progress;
    }

    /** For a machine that does not run: its interpreter is nothing that can be run here. */
    static Refusal notHere() {
        return new Refusal(
                Code.VENV_FAILED,
                "cannot stage this: because its release.yaml asks for a venv, which can't be built for a machine that"
                        + " does not run",
                "stage it on the machine itself");
    }

    /**
     * Builds it in the tree, which has its final name already.
     *
     * @return its entries, by their paths in the release, with bytecode
     * @throws Refused VENV_FAILED or INTERPRETER_MISSING
     */
    List<Entry> build(
            ReleaseDescriptor.Environment environment, ProcessIdentity identity, SpaceWatch space, Sharing sharing)
            throws IOException {
        Path tree = places.tree(version);
        Path venv = tree.resolve(SourceReading.VENV);
        Interpreter interpreter = tools.interpreters().require(tree);
        progress.note("building the venv with " + interpreter);
        Files.createDirectory(venv);
        if (identity.root()) {
            Confined.Account account = tools.venv().account();
            Files.setAttribute(venv, "unix:uid", account.user(), NOFOLLOW_LINKS);
            Files.setAttribute(venv, "unix:gid", account.group(), NOFOLLOW_LINKS);
        }
        tools.venv().build(interpreter, venv, contents(environment, tree));
        List<Entry> entries = takeOver(venv, interpreter, identity, space, sharing);
        List<Entry> all = new ArrayList<>();
        entries.forEach(entry -> all.add(inRelease(entry)));
        if (tools.rules().compile()) {
            tools.bytecode()
                    .compile(interpreter, venv, tools.store().location().onMachine(version) + "/" + SourceReading.VENV)
                    .forEach(progress::note);
            all.addAll(CompiledCode.collect(tree, all));
        }
        return all;
    }

    private static Venv.Contents contents(ReleaseDescriptor.Environment environment, Path tree) throws IOException {
        Optional<Path> wheels = environment.wheels().map(tree::resolve);
        List<Path> all = new ArrayList<>();
        if (wheels.isPresent()) {
            if (!Files.isDirectory(wheels.get(), NOFOLLOW_LINKS)) {
                throw refused(
                        "the release has no directory " + environment.wheels().get());
            }
            try (DirectoryStream<Path> found = Files.newDirectoryStream(wheels.get(), "*.whl")) {
                found.forEach(all::add);
            }
            all.sort(null);
        }
        Optional<Path> requirements = environment.requirements().map(tree::resolve);
        if (requirements
                .filter(file -> !Files.isRegularFile(file, NOFOLLOW_LINKS))
                .isPresent()) {
            throw refused(
                    "the release has no file " + environment.requirements().get());
        }
        return new Venv.Contents(requirements, wheels, all);
    }

    private List<Entry> takeOver(
            Path venv, Interpreter interpreter, ProcessIdentity identity, SpaceWatch space, Sharing sharing)
            throws IOException {
        Path copy = places.releases().resolve(Places.PARTIAL + Places.freshId());
        List<Entry> entries;
        try (Hashing hashing = new Hashing()) {
            PartialTree tree = new PartialTree(copy, identity, space, hashing, sharing);
            DirectorySource source = new DirectorySource(venv);
            source.visit(new EntryGuard(source, tools.rules().limits(), new IgnoreRules(List.of()), tree));
            entries = tree.entries();
        }
        requireLinksInside(entries, copy, interpreter);
        List<String> failures = TreeDeletion.delete(venv);
        if (!failures.isEmpty()) {
            throw new IOException(failures.getFirst());
        }
        Files.move(copy, venv, StandardCopyOption.ATOMIC_MOVE);
        return entries;
    }

    /** The one link that has to leave it is the interpreter. */
    private static void requireLinksInside(List<Entry> entries, Path copy, Interpreter interpreter) throws IOException {
        List<Entry> others = new ArrayList<>();
        for (Entry entry : entries) {
            if (!(entry instanceof Entry.Link link && leadsTo(copy.resolve(link.path()), interpreter))) {
                others.add(entry);
            }
        }
        Optional<Entry.Link> leaving = LinkTargets.leaving(others);
        if (leaving.isPresent()) {
            throw refused("its link '" + EntryGuard.shown(leaving.get().path()) + "' leaves it");
        }
    }

    private static boolean leadsTo(Path link, Interpreter interpreter) {
        try {
            return link.toRealPath().equals(interpreter.file().toRealPath());
        } catch (IOException nowhere) {
            return false;
        }
    }

    private static Entry inRelease(Entry entry) {
        String path = entry.path().isEmpty() ? SourceReading.VENV : SourceReading.VENV + "/" + entry.path();
        return switch (entry) {
            case Entry.Directory directory -> new Entry.Directory(path, directory.mode());
            case Entry.File file -> new Entry.File(path, file.mode(), file.size(), file.digest());
            case Entry.Link link -> new Entry.Link(path, link.target());
        };
    }

    private static Refused refused(String why) {
        return new Refused(
                Code.VENV_FAILED, "cannot build the venv of the release: because " + why, "edit " + ReleaseYaml.NAME);
    }
}
