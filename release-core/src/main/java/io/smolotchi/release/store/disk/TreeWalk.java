package io.smolotchi.release.store.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Looks at everything below a directory by {@code readdir} and {@code statx}, without a Java object for each name: five times as fast as the portable way
 * where hundreds of thousands of files are only counted. Links are not followed. For one thread.
 */
public final class TreeWalk {

    /** Told of each file, directory and link, the top included. */
    public interface Visitor {
        /**
         * @param mode with the type
         * @param device in an order of its own: equal for equal devices
         * @param size in bytes
         */
        void seen(int mode, long device, long inode, int links, long size);
    }

    private static final int AT_FDCWD = -100;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int STATX_BASIC_STATS = 0x7ff;
    private static final int O_DIRECTORY_NOFOLLOW_CLOEXEC = directoryFlags();
    private static final int ENOENT = 2;
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;

    private static final MethodHandle STATX =
            LinuxCalls.handle("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle OPENAT = LinuxCalls.handle(
            "openat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
            java.lang.foreign.Linker.Option.firstVariadicArg(3));
    private static final MethodHandle FDOPENDIR =
            LinuxCalls.handle("fdopendir", FunctionDescriptor.of(ADDRESS, JAVA_INT));
    private static final MethodHandle READDIR = LinuxCalls.handle("readdir", FunctionDescriptor.of(ADDRESS, ADDRESS));
    private static final MethodHandle CLOSEDIR =
            LinuxCalls.handle("closedir", FunctionDescriptor.of(JAVA_INT, ADDRESS));

    /** {@code struct statx}, the same on every machine. */
    private static final int STATX_BYTES = 256;

    private static final int LINKS = 16;
    private static final int MODE = 28;
    private static final int INODE = 32;
    private static final int SIZE = 40;
    private static final int DEVICE_MAJOR = 136;
    private static final int DEVICE_MINOR = 140;
    /** {@code struct dirent} on 64-bit Linux: number, offset, length, type, name. */
    private static final int NAME = 19;

    private static final int LONGEST_ENTRY = NAME + 256;

    private final Visitor visitor;
    private final MemorySegment state;
    private final MemorySegment stat;

    private TreeWalk(Visitor visitor, Arena arena) {
        this.visitor = visitor;
        this.state = arena.allocate(LinuxCalls.STATE);
        this.stat = arena.allocate(STATX_BYTES, Long.BYTES);
    }

    /** What is removed meanwhile is not seen. */
    public static void of(Path top, Visitor visitor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            new TreeWalk(visitor, arena).look(AT_FDCWD, LinuxCalls.text(arena, top));
        } catch (UncheckedIOException e) {
            throw new IOException("cannot look at " + top + ": " + e.getMessage(), e);
        }
    }

    private void look(int directory, MemorySegment name) {
        try {
            int result = (int) STATX.invokeExact(state, directory, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, stat);
            if (result != 0) {
                require(LinuxCalls.errno(state));
                return;
            }
            int mode = stat.get(ValueLayout.JAVA_SHORT, MODE) & 0xffff;
            long device = ((long) stat.get(JAVA_INT, DEVICE_MAJOR) << 32) | stat.get(JAVA_INT, DEVICE_MINOR);
            visitor.seen(
                    mode,
                    device,
                    stat.get(ValueLayout.JAVA_LONG, INODE),
                    stat.get(JAVA_INT, LINKS),
                    stat.get(ValueLayout.JAVA_LONG, SIZE));
            if ((mode & TYPE) == DIRECTORY) {
                below(directory, name);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }

    @SuppressWarnings("restricted") // native access is granted in the manifest of the jar
    private void below(int parent, MemorySegment name) throws Throwable {
        int descriptor = (int) OPENAT.invokeExact(state, parent, name, O_DIRECTORY_NOFOLLOW_CLOEXEC);
        if (descriptor < 0) {
            require(LinuxCalls.errno(state));
            return;
        }
        MemorySegment stream = (MemorySegment) FDOPENDIR.invokeExact(state, descriptor);
        try {
            MemorySegment entry = (MemorySegment) READDIR.invokeExact(state, stream);
            while (entry.address() != 0) {
                MemorySegment child = entry.reinterpret(LONGEST_ENTRY).asSlice(NAME);
                if (!isDots(child)) {
                    look(descriptor, child);
                }
                entry = (MemorySegment) READDIR.invokeExact(state, stream);
            }
        } finally {
            int _ = (int) CLOSEDIR.invokeExact(state, stream);
        }
    }

    private static boolean isDots(MemorySegment name) {
        byte second = name.get(ValueLayout.JAVA_BYTE, 1);
        return name.get(ValueLayout.JAVA_BYTE, 0) == '.'
                && (second == 0 || (second == '.' && name.get(ValueLayout.JAVA_BYTE, 2) == 0));
    }

    private static void require(int errno) {
        if (errno != ENOENT) {
            throw new UncheckedIOException(LinuxCalls.text(errno), new IOException(LinuxCalls.text(errno)));
        }
    }

    /** O_DIRECTORY and O_NOFOLLOW have other numbers on ARM. */
    private static int directoryFlags() {
        boolean arm = System.getProperty("os.arch", "").startsWith("aa")
                || System.getProperty("os.arch", "").startsWith("arm");
        int directory = arm ? 040000 : 0200000;
        int noFollow = arm ? 0100000 : 0400000;
        int closeOnExec = 02000000;
        return directory | noFollow | closeOnExec;
    }
}
