package io.smolotchi.release.systemd;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Ends of jobs, as systemd signals them. A fast job ends before the call that queued it is answered, so whoever is going to wait listens first and
 * learns the job's path later.
 */
final class Jobs {

    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private volatile String systemd = "";

    /** Anybody may send us a signal that looks like systemd's. */
    void trust(String sender) {
        systemd = sender;
    }

    void removed(String sender, String job, String result) {
        if (sender.equals(systemd)) {
            listeners.forEach(listener -> listener.end(job).complete(result));
        }
    }

    Listening listen() {
        Listening listening = new Listening();
        listeners.add(listening);
        return listening;
    }

    final class Listening implements AutoCloseable {

        private final Map<String, CompletableFuture<String>> ends = new ConcurrentHashMap<>();

        private Listening() {}

        /** The result of the job once it ended, whether that was before or after this call. */
        CompletableFuture<String> end(String job) {
            return ends.computeIfAbsent(job, _ -> new CompletableFuture<>());
        }

        @Override
        public void close() {
            listeners.remove(this);
        }
    }
}
