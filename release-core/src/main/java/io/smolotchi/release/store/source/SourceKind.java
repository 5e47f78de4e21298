package io.smolotchi.release.store.source;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.store.disk.Why;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Tells what a source is by what it holds, whatever it is called. */
final class SourceKind {

    private static final int TAR_BLOCK = 512;

    private SourceKind() {}

    /** @throws Refused SOURCE_UNREADABLE */
    static SourceTree of(Path source) {
        return of(source, source.toString(), "ls -ld " + source);
    }

    /** Of what somebody sent, who learns nothing of where it lies. */
    static SourceTree received(StagingSource.Received source) {
        return of(source.path(), source.name(), SourceReading.SEND_AGAIN);
    }

    private static SourceTree of(Path source, String shown, String remedy) {
        if (Files.isDirectory(source)) {
            return new DirectorySource(source.toAbsolutePath().normalize());
        }
        if (!Files.exists(source)) {
            throw refused(shown, remedy, "it is not there");
        }
        if (!Files.isRegularFile(source)) {
            throw refused(shown, remedy, "it is neither a directory nor a file");
        }
        try (InputStream in = Files.newInputStream(source)) {
            byte[] begin = in.readNBytes(TAR_BLOCK);
            if (begins(begin, 0x1f, 0x8b)) {
                return new TarSource(source, TarSource.Compression.GZIP, shown);
            }
            if (begins(begin, 0x28, 0xb5, 0x2f, 0xfd)) {
                return new TarSource(source, TarSource.Compression.ZSTD, shown);
            }
            if (begins(begin, 'P', 'K', 3, 4) || begins(begin, 'P', 'K', 5, 6)) {
                return new ZipSource(source, shown);
            }
            if (TarArchiveInputStream.matches(begin, begin.length)
                    || (begin.length == TAR_BLOCK && begin[0] != 0 && isOldTar(begin))) {
                return new TarSource(source, TarSource.Compression.NONE, shown);
            }
        } catch (IOException e) {
            throw refused(shown, remedy, Why.of(e));
        }
        throw refused(shown, remedy, "it is neither a directory nor a tar, tar.gz, tar.zst or zip archive");
    }

    /** From before ustar: known by its checksum alone. */
    private static boolean isOldTar(byte[] header) {
        try {
            return TarUtils.verifyCheckSum(header);
        } catch (IllegalArgumentException noOctalNumber) {
            return false;
        }
    }

    private static boolean begins(byte[] content, int... magic) {
        if (content.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((content[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    private static Refused refused(String shown, String remedy, String why) {
        return new Refused(Code.SOURCE_UNREADABLE, "cannot stage " + shown + ": because " + why, remedy);
    }
}
