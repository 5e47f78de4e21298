package io.smolotchi.release.shell.logging;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sends datagrams to a Unix socket. The JDK's own channels know Unix sockets as streams only, so this calls the C library. */
final class DatagramSender {

    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;

    private final MethodHandle sendto;
    private final MemorySegment address;
    private final int descriptor;

    /** @throws IllegalStateException when the C library refuses a socket */
    DatagramSender(Path socket) {
        try {
            MethodHandle create = function(
                    "socket",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            this.sendto = function(
                    "sendto",
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT));
            this.address = address(socket);
            this.descriptor = (int) create.invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot make a socket for the journal", e);
        }
        if (descriptor < 0) {
            throw new IllegalStateException("cannot make a socket for the journal");
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor descriptor) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
    }

    /** A {@code struct sockaddr_un}: the family, then the path with its final zero. */
    private static MemorySegment address(Path socket) {
        byte[] path = socket.toString().getBytes(StandardCharsets.UTF_8);
        MemorySegment address = Arena.global().allocate(Short.BYTES + path.length + 1L, Short.BYTES);
        address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
        MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
        return address;
    }

    /** Whether the datagram was taken. */
    boolean send(byte[] datagram) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(datagram.length);
            MemorySegment.copy(datagram, 0, bytes, ValueLayout.JAVA_BYTE, 0, datagram.length);
            long sent = (long) sendto.invokeExact(
                    descriptor, bytes, (long) datagram.length, MSG_NOSIGNAL, address, (int) address.byteSize());
            return sent == datagram.length;
        } catch (Throwable e) {
            throw new IllegalStateException("cannot call the C library", e);
        }
    }
}
