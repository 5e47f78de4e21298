package io.smolotchi.release.demo;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What has to go when the demo ends, however it ends. A test host is not among it: it has its own way of going with the
 * process.
 */
final class CleanUp {
    private static final long HEARD_MILLIS = 500;

    private final Deque<AutoCloseable> things = new ArrayDeque<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Teller teller;

    private CleanUp(Teller teller) {
        this.teller = teller;
    }

    static CleanUp atTheEnd(Teller teller) {
        CleanUp cleanUp = new CleanUp(teller);
        Runtime.getRuntime().addShutdownHook(new Thread(cleanUp::run, "clean-up"));
        return cleanUp;
    }

    synchronized void close(AutoCloseable thing) {
        things.push(thing);
    }

    void delete(Path folder) {
        close(() -> Folder.delete(folder));
    }

    void end(Process process) {
        close(() -> Programs.end(process));
    }

    /**
     * Ctrl-C ends the programs of the story as well as the demo; so a program's end may be the first that the story
     * hears of it. Does not come back when that is so.
     */
    void failureMayBeTheEnd() {
        try {
            if (begun.await(HEARD_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.currentThread().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        begun.countDown();
        teller.fallSilent();
        while (true) {
            AutoCloseable thing;
            synchronized (this) {
                if (things.isEmpty()) {
                    return;
                }
                thing = things.pop();
            }
            try {
                thing.close();
            } catch (Exception e) {
                System.err.println("cannot clean up: because " + e);
            }
        }
    }
}
