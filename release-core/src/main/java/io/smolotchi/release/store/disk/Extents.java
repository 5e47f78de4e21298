package io.smolotchi.release.store.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where on the disk the bytes of a file are, by {@code FS_IOC_FIEMAP}, see the kernel's filesystems/fiemap.rst. */
final class Extents {

    /** {@code _IOWR('f', 11, struct fiemap)}. */
    private static final long FIEMAP = 0xC020660BL;

    private static final int ENOENT = 2;

    private static final int HEADER = 32;
    private static final int EXTENT = 56;
    private static final int AT_ONCE = 128;

    private static final int LAST = 0x1;
    private static final int SHARED = 0x2000;
    /** Without a place of their own: not allocated yet, or kept among the names. */
    private static final int PLACELESS = 0x2 | 0x4 | 0x200;

    private static final MethodHandle IOCTL = LinuxCalls.handle(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));

    private Extents() {}

    /**
     * A piece of a file.
     *
     * @param at on the disk, in bytes; means nothing when it has no place of its own
     * @param length in bytes
     * @param shared whether something else on the disk has it too
     */
    record Extent(long at, long length, boolean shared) {}

    /**
     * The pieces of a file, holes left out.
     *
     * @return empty where the file system can't tell
     * @throws NoSuchFileException when there is none of that name
     */
    static Optional<List<Extent>> of(Path file) throws IOException {
        int descriptor = LinuxCalls.openReadOnly(file);
        if (descriptor == -ENOENT) {
            throw new NoSuchFileException(file.toString());
        }
        if (descriptor < 0) {
            throw new FileSystemException(file.toString(), null, "open: " + LinuxCalls.text(-descriptor));
        }
        try {
            return of(descriptor);
        } finally {
            LinuxCalls.close(descriptor);
        }
    }

    private static Optional<List<Extent>> of(int descriptor) {
        List<Extent> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            MemorySegment map = arena.allocate(HEADER + (long) EXTENT * AT_ONCE, Long.BYTES);
            long next = 0;
            while (true) {
                map.fill((byte) 0);
                map.set(JAVA_LONG, 0, next);
                map.set(JAVA_LONG, 8, Long.MAX_VALUE - next);
                map.set(JAVA_INT, 24, AT_ONCE);
                if (LinuxCalls.outcome((int) IOCTL.invokeExact(state, descriptor, FIEMAP, map), state) != 0) {
                    return Optional.empty();
                }
                int mapped = map.get(JAVA_INT, 20);
                if (mapped == 0) {
                    return Optional.of(found);
                }
                for (int i = 0; i < mapped; i++) {
                    MemorySegment extent = map.asSlice(HEADER + (long) EXTENT * i, EXTENT);
                    int flags = extent.get(JAVA_INT, 40);
                    long length = extent.get(JAVA_LONG, 16);
                    next = extent.get(JAVA_LONG, 0) + length;
                    boolean shared = (flags & SHARED) != 0 && (flags & PLACELESS) == 0;
                    found.add(new Extent(extent.get(JAVA_LONG, 8), length, shared));
                    if ((flags & LAST) != 0) {
                        return Optional.of(found);
                    }
                }
            }
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }
}
