package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.Changes;
import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.shell.FrontDoor;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps the core open between the commands of a session, once per root. */
final class KeptDoor implements FrontDoor.Opener, AutoCloseable {

    private record Key(HostRoot root, boolean foreground) {}

    private final FrontDoor.Opener opener;
    private final Map<Key, FrontDoor> open = new HashMap<>();

    KeptDoor(FrontDoor.Opener opener) {
        this.opener = opener;
    }

    @Override
    public synchronized FrontDoor open(HostRoot root, boolean foreground) {
        FrontDoor door =
                open.computeIfAbsent(new Key(root, foreground), key -> opener.open(key.root(), key.foreground()));
        return new Borrowed(door);
    }

    @Override
    public synchronized void close() {
        open.values().forEach(FrontDoor::close);
        open.clear();
    }

    /** Stays open when a command is done with it. */
    private record Borrowed(FrontDoor door) implements FrontDoor {
        @Override
        public Changes changes() {
            return door.changes();
        }

        @Override
        public Inquiries inquiries() {
            return door.inquiries();
        }

        @Override
        public void serve(Duration idle) {
            door.serve(idle);
        }

        @Override
        public void close() {}
    }
}
