package io.smolotchi.release.demo;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Makes connections in another network namespace. A socket belongs for ever to the namespace of the thread that made it,
 * so one thread of ours moves there and makes sockets, which everybody can use then. Needs root.
 */
final class NetworkNamespace implements AutoCloseable {
    private static final int READ_ONLY = 0;
    private static final int CLONE_NEWNET = 0x40000000;

    /** A thread that is in the wrong namespace must never do anything else, so nothing else gets it. */
    private final ExecutorService resident;

    private NetworkNamespace(ExecutorService resident) {
        this.resident = resident;
    }

    static NetworkNamespace enter(Path namespace) {
        ExecutorService resident = Executors.newSingleThreadExecutor(Thread.ofPlatform()
                .daemon()
                .name("in " + namespace.getFileName())
                .factory());
        try {
            resident.submit(() -> move(namespace)).get();
            return new NetworkNamespace(resident);
        } catch (ExecutionException e) {
            resident.shutdownNow();
            throw new IllegalStateException("cannot enter " + namespace, e.getCause());
        } catch (InterruptedException e) {
            resident.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while entering " + namespace, e);
        }
    }

    @SuppressWarnings("restricted")
    private static void move(Path namespace) {
        MethodHandle open = function(
                "open", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        MethodHandle setns = function(
                "setns", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        MethodHandle close = function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment path = arena.allocateFrom(namespace.toString());
            int descriptor = (int) open.invokeExact(path, READ_ONLY);
            int moved = descriptor < 0 ? -1 : (int) setns.invokeExact(descriptor, CLONE_NEWNET);
            if (descriptor >= 0) {
                int _ = (int) close.invokeExact(descriptor);
            }
            if (moved != 0) {
                throw new IllegalStateException(
                        descriptor < 0 ? "it can't be opened" : "the kernel does not let this process in");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor types) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), types);
    }

    /** A connection to a port of the loopback address there. */
    SocketChannel connect(int port) throws IOException {
        try {
            return resident.submit(() -> SocketChannel.open(
                            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)))
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("cannot connect to port " + port, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while connecting", e);
        }
    }

    @Override
    public void close() {
        resident.shutdownNow();
    }
}
