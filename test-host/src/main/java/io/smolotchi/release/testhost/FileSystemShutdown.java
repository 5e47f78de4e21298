package io.smolotchi.release.testhost;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The ioctl that stops a file system as a power cut would: what is in memory, the log included, reaches the disk no
 * more. ext4 and xfs have it; linux/fs.h calls it FS_IOC_SHUTDOWN.
 */
final class FileSystemShutdown {
    private static final long FS_IOC_SHUTDOWN = 0x8004587dL;
    private static final int WITHOUT_LOG_FLUSH = 2;

    private FileSystemShutdown() {}

    static void stop(Path mountPoint) {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = (int) function(
                            "open",
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
                            Linker.Option.firstVariadicArg(2))
                    .invokeExact(arena.allocateFrom(mountPoint.toString()), 0);
            if (descriptor < 0) {
                throw new TestHostException("cannot open " + mountPoint);
            }
            MemorySegment how = arena.allocateFrom(ValueLayout.JAVA_INT, WITHOUT_LOG_FLUSH);
            int result = (int) function(
                            "ioctl",
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.ADDRESS),
                            Linker.Option.firstVariadicArg(2))
                    .invokeExact(descriptor, FS_IOC_SHUTDOWN, how);
            int closed = (int) function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(descriptor);
            if (result != 0 || closed != 0) {
                throw new TestHostException("cannot shut down the file system at " + mountPoint);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new TestHostException("cannot call the C library", e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name, FunctionDescriptor form, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), form, options);
    }
}
