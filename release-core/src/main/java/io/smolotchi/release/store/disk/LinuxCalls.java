package io.smolotchi.release.store.disk;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The few calls of the C library that Java has no name for. Each answers with an errno, 0 for success, read by the linker right after the call: later
 * it may be that of another call.
 */
final class LinuxCalls {

    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EEXIST = 17;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int ENOSYS = 38;
    static final int EDQUOT = 122;

    private static final int O_CLOEXEC = 02000000;
    static final int AT_FDCWD = -100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int O_NONBLOCK = 04000;
    private static final int O_PATH = 010000000;
    /** Some kinds of machines number it otherwise. */
    private static final int O_NOFOLLOW =
            System.getProperty("os.arch").matches("aarch64|arm|ppc64(le)?") ? 0100000 : 0400000;

    private static final int RENAME_NOREPLACE = 1;
    private static final int RENAME_EXCHANGE = 2;

    private static final Linker LINKER = Linker.nativeLinker();
    static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = handle(
            "open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle OPENAT = handle(
            "openat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
            Linker.Option.firstVariadicArg(3));
    private static final MethodHandle STATX =
            handle("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SYNCFS = handle("syncfs", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle RENAMEAT2 =
            handle("renameat2", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle STATVFS = handle("statvfs", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    /** Words of {@code struct statvfs} on 64-bit Linux: the members are unsigned longs up to the flags. */
    private static final int STATVFS_BYTES = 112;

    private LinuxCalls() {}

    /** A descriptor, or the negated errno. */
    static int openReadOnly(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int descriptor = (int) OPEN.invokeExact(state, text(arena, path), O_CLOEXEC, 0);
            return descriptor >= 0 ? descriptor : -errno(state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Type, mode, links and owner, which struct statx has at the same places on every machine. */
    private static final int STATX_WANTED = 0x1 | 0x2 | 0x4 | 0x8;

    private static final int STATX_BYTES = 256;

    /** Only to look at, and to go on from: a link is opened itself. A descriptor, or the negated errno. */
    static int openToLookAt(int directory, Path name) {
        return openat(directory, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
    }

    /** Neither follows a link nor waits for whoever writes into a pipe. A descriptor, or the negated errno. */
    static int openNoFollow(int directory, Path name) {
        return openat(directory, name, O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    }

    private static int openat(int directory, Path name, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int descriptor = (int) OPENAT.invokeExact(state, directory, text(arena, name), flags, 0);
            return descriptor >= 0 ? descriptor : -errno(state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Links, owner, and type with mode of what is open; or one errno. */
    static int[] statx(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment into = arena.allocate(STATX_BYTES, Long.BYTES);
            int errno = outcome(
                    (int) STATX.invokeExact(
                            state, descriptor, text(arena, Path.of("")), AT_EMPTY_PATH, STATX_WANTED, into),
                    state);
            return errno != 0
                    ? new int[] {errno}
                    : new int[] {
                        into.get(JAVA_INT, 16),
                        into.get(JAVA_INT, 20),
                        Short.toUnsignedInt(into.get(ValueLayout.JAVA_SHORT, 28))
                    };
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    static int close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return outcome((int) CLOSE.invokeExact(state, descriptor), state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int syncfs(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int errno;
            do {
                errno = outcome((int) SYNCFS.invokeExact(state, descriptor), state);
            } while (errno == EINTR);
            return errno;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int renameNoReplace(Path from, Path to) {
        return rename(from, to, RENAME_NOREPLACE);
    }

    /** Each takes the name of the other, in one step. */
    static int exchange(Path one, Path other) {
        return rename(one, other, RENAME_EXCHANGE);
    }

    private static int rename(Path from, Path to, int flags) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result =
                    (int) RENAMEAT2.invokeExact(state, AT_FDCWD, text(arena, from), AT_FDCWD, text(arena, to), flags);
            return outcome(result, state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /** Block size in bytes, blocks that an unprivileged user may take, all inodes (0: not counted), inodes that he may take; or one errno. */
    static long[] statvfs(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment into = arena.allocate(STATVFS_BYTES, Long.BYTES);
            int errno = outcome((int) STATVFS.invokeExact(state, text(arena, path), into), state);
            if (errno != 0) {
                return new long[] {errno};
            }
            return new long[] {word(into, 1), word(into, 4), word(into, 5), word(into, 7)};
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static String text(int errno) {
        return switch (errno) {
            case EEXIST -> "the name is taken";
            case EINVAL -> "not supported here";
            case ENOSPC -> "no space left on device";
            case EDQUOT -> "disk quota exceeded";
            case 5 -> "input/output error";
            case 2 -> "no such file or directory";
            case 13 -> "permission denied";
            case 16 -> "it is mounted there";
            case 18 -> "it lies on another file system";
            default -> "error " + errno;
        };
    }

    private static long word(MemorySegment segment, int index) {
        return segment.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    static int outcome(int result, MemorySegment state) {
        return result == 0 ? 0 : errno(state);
    }

    static MemorySegment text(Arena arena, Path path) {
        return arena.allocateFrom(path.toString(), StandardCharsets.UTF_8);
    }

    @SuppressWarnings("restricted") // native access is granted in the manifest of the jar
    static MethodHandle handle(String name, FunctionDescriptor type, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        MemorySegment symbol = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
        return LINKER.downcallHandle(symbol, type, options);
    }

    static IllegalStateException impossible(Throwable e) {
        return new IllegalStateException("a call of the C library could not be made", e);
    }
}
