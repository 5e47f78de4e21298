package io.smolotchi.release.web;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * {@code sd_notify(3)}: what a service of {@code Type=notify} says about itself. Systemd takes it from the main process only, so no other program can be
 * started for it, and the JDK has no datagrams of Unix sockets.
 */
enum ServiceNotice {
    READY("READY=1"),
    ALIVE("WATCHDOG=1"),
    STOPPING("STOPPING=1");

    private final String words;

    ServiceNotice(String words) {
        this.words = words;
    }

    /** @throws IllegalStateException when it could not be sent; does nothing where nobody listens */
    void send() {
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) Library.NOTIFY.invokeExact(0, arena.allocateFrom(words));
            if (result < 0) {
                throw new IllegalStateException("cannot tell systemd " + words + ": error " + -result);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot tell systemd " + words, e);
        }
    }

    /** Loaded where systemd has started this process, and so is there. */
    private static final class Library {

        static final MethodHandle NOTIFY = find();

        @SuppressWarnings("restricted") // native access is granted in the manifest of the jar
        private static MethodHandle find() {
            return SymbolLookup.libraryLookup("libsystemd.so.0", Arena.global())
                    .find("sd_notify")
                    .map(symbol -> Linker.nativeLinker()
                            .downcallHandle(symbol, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS)))
                    .orElseThrow(() -> new IllegalStateException("libsystemd has no sd_notify"));
        }
    }
}
