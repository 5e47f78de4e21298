package io.smolotchi.release.operator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Remembers for some seconds that somebody may read: pages that follow an operation ask twice a second. Changes are asked about each time. */
final class Remembered implements Authority {

    private static final long KEPT = Duration.ofSeconds(10).toNanos();
    private static final int MOST = 256;

    private final Authority authority;
    private final LongSupplier nanos;
    private final Map<Peer, Long> readers = new ConcurrentHashMap<>();

    Remembered(Authority authority, LongSupplier nanos) {
        this.authority = authority;
        this.nanos = nanos;
    }

    @Override
    public boolean allows(Peer peer, Permission permission, boolean mayAsk) {
        if (permission != Permission.READ) {
            return authority.allows(peer, permission, mayAsk);
        }
        Long since = readers.get(peer);
        if (since != null && nanos.getAsLong() - since < KEPT) {
            return true;
        }
        boolean allowed = authority.allows(peer, permission, mayAsk);
        if (allowed) {
            if (readers.size() >= MOST) {
                readers.clear();
            }
            readers.put(peer, nanos.getAsLong());
        } else {
            readers.remove(peer);
        }
        return allowed;
    }
}
