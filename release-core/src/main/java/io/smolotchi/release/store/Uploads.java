package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Pinned;
import io.smolotchi.release.store.disk.Reserve;
import io.smolotchi.release.store.disk.SpaceWatch;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.disk.Why;
import io.smolotchi.release.store.source.StagingSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Archives that the web received, each alone in a directory. Another user may write there, at any moment: everything is opened from the directory that it
 * lies in, no link is followed, all of it has to be his, and what is staged is a copy that he can't reach.
 */
public final class Uploads {

    /** What the web put there is one file. */
    private static final int MOST_DELETED = 100;

    private final Path directory;
    private final Path copies;
    private final Reserve reserve;
    private final long most;

    /**
     * @param directory of the uploads; the one that it lies in is the web's, those above are not
     * @param copies a directory of our own, made when it is needed
     * @param most bytes of an archive that is read
     */
    public Uploads(Path directory, Path copies, Reserve reserve, long most) {
        this.directory = directory;
        this.copies = copies;
        this.reserve = reserve;
        this.most = most;
    }

    /**
     * Does something with an archive where it lies: good for a plan.
     *
     * @param id a plain file name
     * @throws Refused SOURCE_UNREADABLE, when it is not there, or is anything but one regular file of whoever may write there; SOURCE_TOO_LARGE before a
     *     byte of it is read
     */
    public <T> T looking(String id, Function<StagingSource, T> work) {
        return held(id, (archive, name, _) -> work.apply(new StagingSource.Received(archive.path(), name)));
    }

    /**
     * Does something with a copy of an archive, which is gone afterwards. Under the lock of staging.
     *
     * @param id a plain file name
     * @throws Refused as {@link #looking}, or SPACE_SHORT
     */
    public <T> T copied(String id, Function<StagingSource, T> work) {
        forgetCopies();
        try {
            return held(id, (archive, name, size) -> {
                Path copy = copy(archive, size);
                return work.apply(new StagingSource.Received(copy, name));
            });
        } finally {
            forgetCopies();
        }
    }

    /** What to do with an archive that is held. */
    private interface Work<T> {
        T with(Pinned archive, String name, long size) throws IOException;
    }

    private <T> T held(String id, Work<T> work) {
        try (Pinned home = Pinned.directory(Objects.requireNonNull(directory.getParent()));
                Pinned area = home.inside(directory.getFileName().toString());
                Pinned upload = area.inside(id)) {
            int owner = home.owner();
            if (!isDirectoryOf(owner, area) || !isDirectoryOf(owner, upload)) {
                throw refused("that upload is no directory of whoever receives");
            }
            String name = onlyName(upload).orElseThrow(() -> refused("that upload is not one whole file"));
            try (Pinned archive = upload.file(name)) {
                if (!archive.isRegular() || archive.links() != 1 || archive.owner() != owner) {
                    throw refused("that upload is not one whole file");
                }
                long size = Files.size(archive.path());
                if (size > most) {
                    throw new Refused(
                            Code.SOURCE_TOO_LARGE,
                            "cannot stage what was uploaded: because it has " + size + " bytes, and a release " + most
                                    + " at most",
                            "smolotchi-release explain " + Code.SOURCE_TOO_LARGE);
                }
                return work.with(archive, name, size);
            }
        } catch (NoSuchFileException gone) {
            throw refused("that upload is not there: it was staged, or is older than a day");
        } catch (IOException e) {
            throw refused(Why.of(e));
        }
    }

    private static boolean isDirectoryOf(int owner, Pinned directory) {
        return directory.isDirectory() && directory.owner() == owner;
    }

    private static Optional<String> onlyName(Pinned upload) throws IOException {
        try (DirectoryStream<Path> content = Files.newDirectoryStream(upload.path())) {
            Iterator<Path> files = content.iterator();
            Optional<String> first =
                    files.hasNext() ? Optional.of(files.next().getFileName().toString()) : Optional.empty();
            return files.hasNext() ? Optional.empty() : first;
        }
    }

    private Path copy(Pinned archive, long size) throws IOException {
        if (!Files.isDirectory(copies)) {
            Files.createDirectories(copies.getParent());
            Files.createDirectory(
                    copies, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        SpaceWatch space = new SpaceWatch(copies, "stage this", reserve);
        space.require(size, 1);
        Path copy = copies.resolve("archive");
        try {
            if (!copiedWhole(archive.path(), copy, size)) {
                throw refused("that upload was written to while it was read");
            }
        } catch (IOException e) {
            throw space.explain(e);
        }
        return copy;
    }

    /** Not a byte more than there was when its size was looked at: whoever receives could go on writing for ever. */
    static boolean copiedWhole(Path from, Path to, long size) throws IOException {
        try (FileChannel archive = FileChannel.open(from);
                FileChannel copy = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long done = 0;
            while (done < size) {
                long more = archive.transferTo(done, size - done, copy);
                if (more <= 0) {
                    return false;
                }
                done += more;
            }
            return archive.size() == size;
        }
    }

    /** Also what a staging that was killed has left. */
    private void forgetCopies() {
        if (Files.isDirectory(copies, NOFOLLOW_LINKS)) {
            TreeDeletion.delete(copies);
        }
    }

    /**
     * Takes it away; one that is gone is no error.
     *
     * @return a sentence for what could not be deleted
     */
    public List<String> delete(String id) {
        Path name = Path.of(id);
        try (DirectoryStream<Path> home = Files.newDirectoryStream(Objects.requireNonNull(directory.getParent()));
                SecureDirectoryStream<Path> area = inside(home, directory.getFileName())) {
            try (SecureDirectoryStream<Path> upload = inside(area, name)) {
                int deleted = 0;
                for (Path file : upload) {
                    if (++deleted > MOST_DELETED) {
                        return List.of("cannot take away an upload: because it holds more than " + MOST_DELETED
                                + " files, which are left to whoever receives");
                    }
                    upload.deleteFile(Objects.requireNonNull(file.getFileName()));
                }
            }
            area.deleteDirectory(name);
            return List.of();
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (IOException e) {
            return List.of("cannot take away an upload: " + Why.of(e));
        }
    }

    private static SecureDirectoryStream<Path> inside(DirectoryStream<Path> opened, Path name) throws IOException {
        if (opened instanceof SecureDirectoryStream<Path> directory) {
            return directory.newDirectoryStream(name, NOFOLLOW_LINKS);
        }
        throw new NotDirectoryException(name.toString());
    }

    private static Refused refused(String why) {
        return new Refused(Code.SOURCE_UNREADABLE, "cannot stage what was uploaded: because " + why, "upload it again");
    }
}
