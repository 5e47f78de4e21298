package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Caller;
import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.ReleaseDescriptor;
import io.smolotchi.release.operation.Progress;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.FileSystemSync;
import io.smolotchi.release.store.disk.Inode;
import io.smolotchi.release.store.disk.ProcessIdentity;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.disk.WriteFailure;
import io.smolotchi.release.store.manifest.Entry;
import io.smolotchi.release.store.manifest.Manifest;
import io.smolotchi.release.store.manifest.Places;
import io.smolotchi.release.store.manifest.Provenance;
import io.smolotchi.release.store.source.Hashing;
import io.smolotchi.release.store.source.SourceReading;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One staging of a version that is not there yet. */
final class StagingRun {

    private final StagingTools tools;
    private final Places places;
    private final SourceReading source;
    private final Version version;
    private final Progress progress;
    private Path partial;

    StagingRun(StagingTools tools, Places places, SourceReading source, Version version, Progress progress) {
        this.tools = tools;
        this.places = places;
        this.source = source;
        this.version = version;
        this.progress = progress;
        this.partial = places.releases().resolve(Places.PARTIAL + Places.freshId());
    }

    StagedRelease run(Caller caller, ChangeLock changeLock) throws IOException {
        source.lookAtGit();
        Base.make(places);
        SpaceWatch space = new SpaceWatch(
                places.releases(), "stage " + version, tools.rules().reserve());
        boolean sealed = false;
        try (FileSystemSync disk = FileSystemSync.open(places.releases())) {
            source.requireSpace(space);
            ProcessIdentity identity = ProcessIdentity.read();
            Sharing sharing =
                    new Sharing(KnownContent.of(tools.store()), tools.rules().hardLinks(), identity);
            List<Entry> content = fill(identity, space, sharing);
            ReleaseDescriptor.Environment python = SourceReading.descriptor(partial)
                    .orElseGet(ReleaseDescriptor::none)
                    .python();
            if (python.venv() && !tools.interpreters().running()) {
                throw new Refused(BuiltVenv.notHere());
            }
            requireSpaceForBytecode(space, content);
            CompiledCode code = CompiledCode.make(
                    tools.rules().compile(),
                    tools.interpreters(),
                    tools.bytecode(),
                    partial,
                    tools.store().location().onMachine(version),
                    content);
            List<Entry> all = new ArrayList<>(content);
            all.addAll(code.entries());
            giveToRoot(identity, all);
            Seal seal = new Seal(places, version, disk);
            source.refuseIfCancelled(progress);
            seal.announce(partial);
            if (python.venv()) {
                // The announcement alone matters by now: a tree without it, or with an empty one, would be foreign for
                // ever.
                seal.sync();
                // Without the lock: a tree that is not sealed is nobody's concern, and building takes long.
                seal.place(partial);
                all.addAll(new BuiltVenv(tools, places, version, progress).build(python, identity, space, sharing));
            }
            Manifest manifest = Manifest.of(all);
            Digest contentDigest = Manifest.of(content).digest();
            Provenance provenance = provenance(manifest.digest(), contentDigest, caller, identity.owner(), code);
            seal.write(python.venv() ? places.tree(version) : partial, manifest, provenance);
            source.refuseIfCancelled(progress);
            seal.sync();
            ChangeLock.Held lock = changeLock.take();
            try (lock) {
                if (!python.venv()) {
                    seal.place(partial);
                    seal.syncPlace();
                }
                seal.publish();
            }
            sealed = true;
            return new StagedRelease(
                    version,
                    manifest.digest(),
                    manifest.count(),
                    manifest.bytes(),
                    provenance.source(),
                    false,
                    sharing.shared(),
                    code.warnings());
        } catch (FileAlreadyExistsException taken) {
            throw new Refused(
                    Code.FOREIGN_DIRECTORY,
                    "cannot stage " + version + ": because " + places.tree(version) + " appeared meanwhile",
                    "ls -ld " + places.tree(version));
        } catch (WriteFailure e) {
            throw space.explain(e.failure());
        } catch (IOException e) {
            throw space.explain(e);
        } finally {
            if (!sealed) {
                takeBack();
            }
        }
    }

    private Provenance provenance(Digest digest, Digest contentDigest, Caller caller, String owner, CompiledCode code)
            throws IOException {
        return new Provenance(
                Provenance.FORMAT,
                version,
                digest,
                contentDigest,
                source.describe(),
                source.digest(contentDigest),
                source.git(),
                caller.actor(),
                caller.origin().name().toLowerCase(Locale.ROOT),
                caller.reason(),
                tools.host(),
                tools.clock().instant(),
                owner,
                code.how(),
                code.warnings());
    }

    private List<Entry> fill(ProcessIdentity identity, SpaceWatch space, Sharing sharing) throws IOException {
        try (Hashing hashing = new Hashing()) {
            PartialTree tree = new PartialTree(partial, identity, space, hashing, sharing);
            source.readInto(tree, progress);
            Optional<String> wrapper = source.wrapper(tree);
            wrapper.ifPresent(name -> tree.unwrap(unwrapped(name)));
            for (String unwanted : source.drop(tree, SourceReading.descriptor(partial))) {
                TreeDeletion.delete(partial.resolve(unwanted));
            }
            List<Entry> content = tree.entries();
            source.requireUsable(content, wrapper);
            return content;
        }
    }

    private String unwrapped(String wrapper) {
        Path wrapping = partial;
        Path inner = places.releases().resolve(Places.PARTIAL + Places.freshId());
        try {
            Files.move(wrapping.resolve(wrapper), inner, StandardCopyOption.ATOMIC_MOVE);
            partial = inner;
            Files.delete(wrapping);
        } catch (IOException e) {
            throw new WriteFailure(e);
        }
        return wrapper;
    }

    /** Bytecode takes about as much as its source, and a directory for each that has some. */
    private void requireSpaceForBytecode(SpaceWatch space, List<Entry> content) throws IOException {
        if (tools.rules().compile()) {
            long bytes = 0;
            long inodes = 0;
            for (Entry entry : content) {
                if (entry instanceof Entry.File file && file.path().endsWith(".py")) {
                    bytes += file.size();
                    inodes++;
                } else if (entry instanceof Entry.Directory) {
                    inodes++;
                }
            }
            space.require(bytes, inodes);
        }
    }

    /** Needed only where root runs with another group than its own; what is shared with a sealed release has it already. */
    private void giveToRoot(ProcessIdentity identity, List<Entry> entries) throws IOException {
        if (identity.root() && identity.group() != 0) {
            for (Entry entry : entries) {
                Path path = partial.resolve(entry.path());
                if (Inode.of(path).group() != 0) {
                    Files.setAttribute(path, "unix:gid", 0, NOFOLLOW_LINKS);
                }
            }
        }
    }

    private void takeBack() {
        TreeDeletion.delete(partial);
        try {
            new Leftovers(places).clean();
        } catch (IOException leftForTheNext) {
            // The reason why staging ended matters more; whoever holds stage.lock next cleans up first.
        }
    }
}
