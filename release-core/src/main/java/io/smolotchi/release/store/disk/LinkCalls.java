package io.smolotchi.release.store.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The calls by which files share what they hold. Those of Java tell neither why they failed nor whether they cloned. */
public final class LinkCalls {

    /** {@code _IOW(0x94, 9, int)}, see ioctl_ficlone(2). */
    private static final long FICLONE = 0x40049409L;

    private static final int O_WRONLY = 01;
    private static final int O_CREAT = 0100;
    private static final int O_EXCL = 0200;
    private static final int O_NOFOLLOW = 0400000;
    private static final int O_NOFOLLOW_ARM = 0100000;
    private static final int O_CLOEXEC = 02000000;
    private static final int NAMES = 4096;

    private static final MethodHandle LINK =
            LinuxCalls.handle("link", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle OPEN = LinuxCalls.handle(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle IOCTL = LinuxCalls.handle(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle LLISTXATTR =
            LinuxCalls.handle("llistxattr", FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG));

    private LinkCalls() {}

    /** Another name for a file; does not follow links. Returns an errno, 0 for success. */
    public static int link(Path existing, Path name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            int result = (int) LINK.invokeExact(state, LinuxCalls.text(arena, existing), LinuxCalls.text(arena, name));
            return LinuxCalls.outcome(result, state);
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }

    /**
     * A new file that shares the extents of another one, until one of them is written to. Returns an errno, 0 for success; the new file is there, empty,
     * when only the cloning failed.
     */
    public static int cloneToNew(Path existing, Path name, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            int from = (int) OPEN.invokeExact(state, LinuxCalls.text(arena, existing), O_CLOEXEC | noFollow(), 0);
            if (from < 0) {
                return LinuxCalls.errno(state);
            }
            try {
                int to = (int) OPEN.invokeExact(
                        state,
                        LinuxCalls.text(arena, name),
                        O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | noFollow(),
                        mode);
                if (to < 0) {
                    return LinuxCalls.errno(state);
                }
                try {
                    return LinuxCalls.outcome((int) IOCTL.invokeExact(state, to, FICLONE, from), state);
                } finally {
                    LinuxCalls.close(to);
                }
            } finally {
                LinuxCalls.close(from);
            }
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }

    /** The descriptor of a new file, for writing; or the negated errno. */
    static int createNew(Path name, int mode) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            int to = (int) OPEN.invokeExact(
                    state, LinuxCalls.text(arena, name), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | noFollow(), mode);
            return to >= 0 ? to : -LinuxCalls.errno(state);
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }

    /** The file behind the descriptor shares the extents of another one, which the calling thread opens. Returns an errno, 0 for success. */
    static int cloneInto(int descriptor, Path existing) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            int from = (int) OPEN.invokeExact(state, LinuxCalls.text(arena, existing), O_CLOEXEC | noFollow(), 0);
            if (from < 0) {
                return LinuxCalls.errno(state);
            }
            try {
                return LinuxCalls.outcome((int) IOCTL.invokeExact(state, descriptor, FICLONE, from), state);
            } finally {
                LinuxCalls.close(from);
            }
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }

    /**
     * Names of extended attributes, of a link those of the link itself. Without the SELinux label, which the host's policy gives by place and not the
     * file by itself.
     */
    public static List<String> attributes(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(LinuxCalls.STATE);
            MemorySegment names = arena.allocate(NAMES);
            long length = (long) LLISTXATTR.invokeExact(state, LinuxCalls.text(arena, path), names, (long) NAMES);
            if (length < 0) {
                // ENOTSUP: there are none. All else: unknown, which is not none.
                return LinuxCalls.errno(state) == 95 ? List.of() : List.of("unknown");
            }
            String all =
                    new String(names.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
            return Arrays.stream(all.split("\0", -1))
                    .filter(name -> !name.isEmpty() && !name.equals("security.selinux"))
                    .toList();
        } catch (Throwable e) {
            throw LinuxCalls.impossible(e);
        }
    }

    private static int noFollow() {
        return Architecture.ARM ? O_NOFOLLOW_ARM : O_NOFOLLOW;
    }

    private static final class Architecture {
        /** arm and aarch64 number this flag differently. */
        static final boolean ARM = System.getProperty("os.arch", "").matches("aarch64|arm.*");
    }
}
