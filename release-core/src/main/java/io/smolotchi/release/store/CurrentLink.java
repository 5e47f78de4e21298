package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.durable.Durable;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Durability;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.manifest.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The link {@code current}: the truth about what is current, and touched by nobody else.
 *
 * <p>A switch has two parts, so that a journal entry fits between them: {@link #prepare} makes the new link durable under another name, as many of them
 * as there are directions to go, and {@link #commit} is one {@code rename(2)} and one directory sync, for which a full disk is no obstacle.
 */
public final class CurrentLink {

    private static final String NAME = "current";
    private static final String PREPARED = ".current-to-";
    private static final String ADOPTED = ".adopted-";

    private final StoreLocation location;
    private final Path base;
    private final Path link;

    public CurrentLink(StoreLocation location) {
        this.location = location;
        this.base = location.directory();
        this.link = base.resolve(NAME);
    }

    /** What lies at {@code current}. */
    public sealed interface Target {

        /** Nothing: nothing is installed. */
        record Absent() implements Target {}

        /** @param kind "a directory", "a file" or "a special file" */
        record NotALink(String kind) implements Target {}

        /** A directory below {@code releases/}; whether it is sealed is the store's to say. */
        record Release(Version version) implements Target {}

        /** Named like a release whose tree is not there. */
        record Dangling(Version version) implements Target {}

        /** @param text of the link, which leads somewhere else */
        record Foreign(String text) implements Target {}
    }

    public Path path() {
        return link;
    }

    /** @throws UncheckedIOException when it can't be read, which is not the same as absent */
    public Target read() {
        try {
            BasicFileAttributes is = Files.readAttributes(link, BasicFileAttributes.class, NOFOLLOW_LINKS);
            if (!is.isSymbolicLink()) {
                return new Target.NotALink(
                        is.isDirectory() ? "a directory" : is.isRegularFile() ? "a file" : "a special file");
            }
            String text = Files.readSymbolicLink(link).toString();
            return versionOf(text).<Target>map(this::present).orElseGet(() -> new Target.Foreign(text));
        } catch (NoSuchFileException absent) {
            return new Target.Absent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + link, e);
        }
    }

    /** The version that is current; empty in every other case than a link to a tree that is there. */
    public Optional<Version> version() {
        return read() instanceof Target.Release release ? Optional.of(release.version()) : Optional.empty();
    }

    /** When the link that is there was made; empty when there is none. */
    public Optional<Instant> writtenAt() {
        try {
            BasicFileAttributes is = Files.readAttributes(link, BasicFileAttributes.class, NOFOLLOW_LINKS);
            return is.isSymbolicLink() ? Optional.of(is.lastModifiedTime().toInstant()) : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + link, e);
        }
    }

    /**
     * Makes the links to the versions durable beside {@code current}. Doing it again is harmless.
     *
     * @throws Refused when {@code current} is something that a rename would not replace, or must not
     */
    public void prepare(Collection<Version> versions) {
        refuseUnlessReplaceable();
        if (versions.isEmpty()) {
            return;
        }
        try {
            for (Version to : versions) {
                Path temporary = prepared(to);
                Files.deleteIfExists(temporary);
                Files.createSymbolicLink(temporary, Path.of(Places.RELEASES, to.value()));
            }
            // The text of a long link has a block of its own, which a sync of the directory need not reach.
            Durability.syncFileSystem(base);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare the links to " + versions, e);
        }
    }

    /**
     * Switches: durable when it returns. Safe to repeat, also after a crash in the middle; prepares first where that was not done.
     *
     * @throws Refused as {@link #prepare}
     */
    public void commit(Version to) {
        refuseUnlessReplaceable();
        try {
            Path temporary = prepared(to);
            if (!Files.exists(temporary, NOFOLLOW_LINKS)) {
                if (pointsAt(to)) {
                    Durable.sync(base);
                    return;
                }
                prepare(List.of(to));
            }
            Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE);
            Durable.sync(base);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot switch " + link + " to " + to, e);
        }
    }

    /** Makes durable what somebody else renamed, who was killed before it was. */
    public void settle() {
        try {
            if (Files.isDirectory(base)) {
                Durable.sync(base);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sync " + base, e);
        }
    }

    /** Back to "nothing installed". A directory or file of that name is left alone, and refused. */
    public void remove() {
        refuseUnlessReplaceable();
        try {
            Files.deleteIfExists(link);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + link, e);
        }
        settle();
    }

    /**
     * Puts a link to the version in the place of a directory: one exchange, so that there is no instant without either. The directory is kept beside it, until
     * {@link #discardAdopted}. Safe to repeat after a crash in the middle.
     *
     * @throws Refused when the directory is a mount point or can't be exchanged for another reason; then nothing has changed
     */
    public void adopt(Version to) {
        try {
            Path temporary = prepared(to);
            if (read() instanceof Target.NotALink) {
                Files.deleteIfExists(temporary);
                Files.createSymbolicLink(temporary, Path.of(Places.RELEASES, to.value()));
                Durability.syncFileSystem(base);
                Optional<String> why = Durability.exchange(temporary, link);
                if (why.isPresent()) {
                    Files.deleteIfExists(temporary);
                    throw new Refused(
                            Code.CURRENT_NOT_A_LINK,
                            "cannot put a link in the place of " + link + ": because of: " + why.get(),
                            "make it a plain directory of that file system");
                }
                Durable.sync(base);
            }
            if (Files.isDirectory(temporary, NOFOLLOW_LINKS)) {
                Path kept = base.resolve(ADOPTED + to);
                TreeDeletion.delete(kept);
                Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
                Durable.sync(base);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put a link in the place of " + link, e);
        }
    }

    /** Whether the directory is kept in whose place the link to that version was put. */
    public boolean keepsAdopted(Version version) {
        return Files.isDirectory(base.resolve(ADOPTED + version), NOFOLLOW_LINKS);
    }

    /**
     * The directory that {@link #adopt} kept takes its place again, in one exchange. Safe to repeat after a crash in the middle.
     *
     * @throws Refused when it can't be exchanged; then nothing has changed
     */
    public void giveBack(Version version) {
        Path kept = base.resolve(ADOPTED + version);
        try {
            if (keepsAdopted(version) && pointsAt(version)) {
                Optional<String> why = Durability.exchange(kept, link);
                if (why.isPresent()) {
                    throw new Refused(
                            Code.CURRENT_NOT_A_LINK,
                            "cannot put " + kept + " in the place of " + link + ": because of: " + why.get(),
                            "smolotchi-release doctor");
                }
            }
            Durable.sync(base);
            if (Files.isSymbolicLink(kept)) {
                Files.delete(kept);
                Durable.sync(base);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot put " + kept + " in the place of " + link, e);
        }
    }

    /**
     * Deletes the directories in whose places links were put.
     *
     * @return what could not be deleted and why
     */
    public List<String> discardAdopted() {
        List<String> failures = new ArrayList<>();
        try (DirectoryStream<Path> kept = Files.newDirectoryStream(base, ADOPTED + "*")) {
            for (Path one : kept) {
                failures.addAll(TreeDeletion.delete(one));
            }
            return failures;
        } catch (NoSuchFileException nothingThere) {
            return failures;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up in " + base, e);
        }
    }

    /** Forgets every link that was prepared and not used, durably: once the journal is closed, nobody looks for them. */
    public void discardPrepared() {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(base, PREPARED + "*")) {
            boolean deleted = false;
            for (Path one : left) {
                if (Files.isSymbolicLink(one)) {
                    deleted |= Files.deleteIfExists(one);
                }
            }
            if (deleted) {
                Durable.sync(base);
            }
        } catch (NoSuchFileException nothingThere) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clean up in " + base, e);
        }
    }

    private Target present(Version version) {
        return Files.isDirectory(base.resolve(Places.RELEASES).resolve(version.value()), NOFOLLOW_LINKS)
                ? new Target.Release(version)
                : new Target.Dangling(version);
    }

    /** Operators also write the absolute path, as it is on the machine. */
    private Optional<Version> versionOf(String text) {
        Path target = text.startsWith("/")
                ? location.resolve(text)
                : base.resolve(text).normalize();
        Path releases = base.resolve(Places.RELEASES);
        return releases.equals(target.getParent())
                ? Version.parse(target.getFileName().toString())
                : Optional.empty();
    }

    private boolean pointsAt(Version to) {
        return switch (read()) {
            case Target.Release release -> release.version().equals(to);
            case Target.Dangling dangling -> dangling.version().equals(to);
            case Target.Absent absent -> false;
            case Target.NotALink other -> false;
            case Target.Foreign foreign -> false;
        };
    }

    private void refuseUnlessReplaceable() {
        if (read() instanceof Target.NotALink other) {
            throw new Refused(
                    Code.CURRENT_NOT_A_LINK,
                    "cannot switch " + link + ": because it is " + other.kind() + ", not a link",
                    "move it away");
        }
    }

    private Path prepared(Version to) {
        return base.resolve(PREPARED + to);
    }
}
