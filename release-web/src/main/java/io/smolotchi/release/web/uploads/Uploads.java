package io.smolotchi.release.web.uploads;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Receives archives onto the disk, through one buffer each. What nobody stages within a day is taken away at the next start, or by the next one that comes. */
public final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private static final int BUFFER = 64 << 10;
    private static final int AT_A_TIME = 2;
    /** Times the largest archive, of all that nobody staged yet. */
    private static final int MOST_WAITING = 4;

    private static final int BYTES_OF_ID = 16;
    /** What a rollback may need must stay free, however many archives come. */
    private static final long RESERVE = 64L << 20;

    private static final long BYTES_BETWEEN_LOOKS = 8L << 20;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final long most;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(AT_A_TIME);

    /** @param most bytes of one archive */
    public Uploads(Path directory, long most, Clock clock) {
        this.directory = directory;
        this.most = most;
        this.clock = clock;
    }

    /** In bytes, of one archive. */
    public long most() {
        return most;
    }

    /**
     * Reads to the end.
     *
     * @param declared how many bytes will come at most, as the sender says; negative when he does not
     * @return the id of the upload
     * @throws Refused SOURCE_TOO_LARGE, SPACE_SHORT or BUSY, with nothing left behind
     * @throws IOException when the sender is gone or the disk is broken, likewise
     */
    public String receive(InputStream content, String name, long declared) throws IOException {
        if (!places.tryAcquire()) {
            throw new Refused(Code.BUSY, "cannot receive that: because others are sending archives", "wait for them");
        }
        try {
            make(directory);
            removeOld();
            refuseUnlessFewWait();
            requireRoom(Math.max(0, declared));
            byte[] id = new byte[BYTES_OF_ID];
            random.nextBytes(id);
            String word = HexFormat.of().formatHex(id);
            Path own = Files.createDirectory(directory.resolve(word), OURS_ALONE);
            boolean whole = false;
            try {
                write(content, own.resolve(UploadName.of(name)));
                whole = true;
                return word;
            } finally {
                if (!whole) {
                    remove(own);
                }
            }
        } finally {
            places.release();
        }
    }

    private void write(InputStream content, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long bytes = 0;
        long looked = 0;
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                bytes += read;
                if (bytes > most) {
                    throw tooLarge(most);
                }
                if (bytes - looked >= BYTES_BETWEEN_LOOKS) {
                    requireRoom(0);
                    looked = bytes;
                }
                out.write(buffer, 0, read);
            }
        }
        if (bytes == 0) {
            throw new Refused(Code.SOURCE_UNREADABLE, "cannot receive that: because it is empty", "choose an archive");
        }
    }

    static Refused tooLarge(long most) {
        return new Refused(
                Code.SOURCE_TOO_LARGE,
                "cannot receive that: because it is larger than " + ByteCount.words(most),
                "set smolotchi.web.upload-most, or stage it on the machine: smolotchi-release stage PATH");
    }

    /** However much room there is: what is sent and never staged is nobody's. */
    private void refuseUnlessFewWait() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(directory, 2)) {
            for (Path file : files.toList()) {
                bytes += size(file);
            }
        } catch (UncheckedIOException gone) {
            // somebody took one away in this moment: there is less than there was
            return;
        }
        if (bytes / most >= MOST_WAITING) {
            throw new Refused(
                    Code.SPACE_SHORT,
                    "cannot receive that: because archives of " + ByteCount.words(bytes) + " wait to be staged",
                    "stage them, or wait until they are a day old");
        }
    }

    private static long size(Path file) throws IOException {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }

    private void requireRoom(long bytes) throws IOException {
        if (Files.getFileStore(directory).getUsableSpace() < bytes + RESERVE) {
            throw new Refused(
                    Code.SPACE_SHORT,
                    "cannot receive that: because the disk has too little free space for it",
                    "smolotchi-release prune --dry-run");
        }
    }

    /** @throws Refused SOURCE_TOO_LARGE, before anything is read */
    public static void refuseUnlessSmaller(long declared, long most) {
        if (declared > most) {
            throw tooLarge(most);
        }
    }

    private static void make(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        try {
            Files.createDirectory(directory, OURS_ALONE);
        } catch (FileAlreadyExistsException there) {
            // as it mostly is
        }
    }

    /** What nobody staged within a day, and did not look at what it would become either. */
    public void sweep() {
        if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            try {
                removeOld();
            } catch (IOException | DirectoryIteratorException e) {
                LOG.warn("cannot look for old uploads in {}", directory, e);
            }
        }
    }

    /** Begins its day again: somebody looks at what it would become. */
    public void touch(String id) {
        Path upload = directory.resolve(id);
        if (!Source.Upload.isId(id) || !Files.isDirectory(upload, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.setLastModifiedTime(upload, FileTime.from(clock.instant()));
        } catch (IOException e) {
            LOG.debug("{} is gone", upload, e);
        }
    }

    /** What came whole, but will not be staged. */
    void takeAway(String id) {
        remove(directory.resolve(id));
    }

    private void removeOld() throws IOException {
        Instant old = clock.instant().minus(KEPT);
        try (DirectoryStream<Path> uploads = Files.newDirectoryStream(directory)) {
            for (Path upload : uploads) {
                if (isOlder(upload, old)) {
                    remove(upload);
                }
            }
        }
    }

    /** False for one that somebody else took away meanwhile, as whoever stages does. */
    private static boolean isOlder(Path upload, Instant than) throws IOException {
        try {
            return Files.getLastModifiedTime(upload, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(than);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    private static void remove(Path upload) {
        try {
            if (Files.isDirectory(upload, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> content = Files.newDirectoryStream(upload)) {
                    for (Path file : content) {
                        Files.deleteIfExists(file);
                    }
                }
            }
            Files.deleteIfExists(upload);
        } catch (NoSuchFileException gone) {
            // by somebody else, in this moment
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("cannot take away {}", upload, e);
        }
    }
}
