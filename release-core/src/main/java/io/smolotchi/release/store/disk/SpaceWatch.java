package io.smolotchi.release.store.disk;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the reserve free: looks before anything is written, and again every so often, since an archive does not say how large it is. */
public final class SpaceWatch {

    private static final long BYTES_BETWEEN = 16L << 20;
    private static final int ENTRIES_BETWEEN = 1024;
    private static final long BLOCK = 4096;

    private final Path where;
    private final String what;
    private final Reserve reserve;
    private long bytesSince;
    private int entriesSince;

    /** @param what completes "cannot ..." */
    public SpaceWatch(Path where, String what, Reserve reserve) {
        this.where = where;
        this.what = what;
        this.reserve = reserve;
    }

    /** The refusal that more of this size would meet, if any. Each file is counted with half a block that it wastes. */
    public Optional<Refusal> refusal(long bytes, long entries) throws IOException {
        FreeSpace free = FreeSpace.at(where);
        long wanted = bytes + entries * BLOCK / 2 + reserve.bytes();
        if (free.bytes() < wanted) {
            return Optional.of(shortage(wanted + " bytes are needed, a reserve of " + reserve.bytes() + " counted, and "
                    + free.bytes() + " are free"));
        }
        if (free.inodes() != Long.MAX_VALUE && free.inodes() < entries + reserve.inodes()) {
            return Optional.of(shortage((entries + reserve.inodes()) + " inodes are needed, a reserve of "
                    + reserve.inodes() + " counted, and " + free.inodes() + " are free"));
        }
        return Optional.empty();
    }

    public void require(long bytes, long entries) throws IOException {
        Optional<Refusal> refusal = refusal(bytes, entries);
        if (refusal.isPresent()) {
            throw new Refused(refusal.get());
        }
    }

    public void written(long bytes) throws IOException {
        bytesSince += bytes;
        lookAgain();
    }

    /** Another inode, and bytes that were not reported by {@link #written}. */
    public void made(long bytes) throws IOException {
        bytesSince += bytes;
        entriesSince++;
        lookAgain();
    }

    /** What a failed write means: the messages of the system are in the language of the host, so the disk is asked. */
    public RuntimeException explain(IOException failure) {
        try {
            if (saysFull(failure) || refusal(0, 0).isPresent()) {
                return new Refused(shortage("the disk or a quota is full"));
            }
        } catch (IOException unknowable) {
            failure.addSuppressed(unknowable);
        }
        return new java.io.UncheckedIOException("cannot " + what + ": because " + failure.getMessage(), failure);
    }

    private void lookAgain() throws IOException {
        if (bytesSince >= BYTES_BETWEEN || entriesSince >= ENTRIES_BETWEEN) {
            bytesSince = 0;
            entriesSince = 0;
            require(0, 0);
        }
    }

    private static boolean saysFull(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(java.util.Locale.ROOT);
        return message.contains("no space left") || message.contains("quota exceeded");
    }

    private Refusal shortage(String why) {
        return new Refusal(
                Code.SPACE_SHORT,
                "cannot " + what + ": because on " + where + " " + why,
                "smolotchi-release prune --dry-run");
    }
}
