package io.smolotchi.release;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether this user may change anything at all, asked before a source is read or a file opened. */
final class WriteAccess {

    private final Path state;

    /** @param state directory of the manager's own state; it need not be there yet */
    WriteAccess(Path state) {
        this.state = state;
    }

    /** @throws Refused NOT_ROOT */
    void require(String verb) {
        Path nearest = state;
        while (!Files.exists(nearest) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isWritable(nearest)) {
            throw new Refused(Code.NOT_ROOT, "cannot " + verb + ": because only root may write " + nearest, "use sudo");
        }
    }
}
