package io.smolotchi.release.store;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.TreeDeletion;
import io.smolotchi.release.store.disk.Why;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Archives that the web received, each alone in a directory. Another user may write there: no link is followed, and what is odd is refused. */
public final class Uploads {

    private final Path directory;

    public Uploads(Path directory) {
        this.directory = directory;
    }

    /**
     * Where the archive is.
     *
     * @param id a plain file name
     * @throws Refused SOURCE_UNREADABLE, when it is not there, or is anything but one regular file
     */
    public Path archive(String id) {
        Path upload = directory.resolve(id);
        if (!Files.isDirectory(upload, NOFOLLOW_LINKS)) {
            throw refused("that upload is not there: it was staged, or is older than a day");
        }
        try (DirectoryStream<Path> content = Files.newDirectoryStream(upload)) {
            List<Path> files = List.copyOf(java.util.stream.StreamSupport.stream(content.spliterator(), false)
                    .limit(2)
                    .toList());
            if (files.size() != 1 || !Files.isRegularFile(files.getFirst(), NOFOLLOW_LINKS)) {
                throw refused("that upload is not one whole file");
            }
            return files.getFirst();
        } catch (IOException e) {
            throw refused(Why.of(e));
        }
    }

    /**
     * Takes it away; one that is gone is no error.
     *
     * @return a sentence for what could not be deleted
     */
    public List<String> delete(String id) {
        Path upload = directory.resolve(id);
        return Files.exists(upload, NOFOLLOW_LINKS) ? TreeDeletion.delete(upload) : List.of();
    }

    private static Refused refused(String why) {
        return new Refused(Code.SOURCE_UNREADABLE, "cannot stage what was uploaded: because " + why, "upload it again");
    }
}
