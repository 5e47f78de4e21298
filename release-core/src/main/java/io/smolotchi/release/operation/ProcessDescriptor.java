package io.smolotchi.release.operation;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * A pidfd: it stands for one process, and never for another one that is given the same number later. Between a look at a number and a signal to it the
 * process may end; between a look at a pidfd and a signal through it that does no harm.
 */
final class ProcessDescriptor implements AutoCloseable {

    private static final int SIGKILL = 9;
    // The same on every machine: these calls are younger than the common table of numbers.
    private static final long PIDFD_SEND_SIGNAL = 424;
    private static final long PIDFD_OPEN = 434;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle OPEN =
            handle("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT));
    private static final MethodHandle SIGNAL =
            handle("syscall", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final int descriptor;

    private ProcessDescriptor(int descriptor) {
        this.descriptor = descriptor;
    }

    /** Empty when there is no such process, or it is not the one that was marked. */
    static Optional<ProcessDescriptor> of(ProcessMark process) {
        int descriptor = call(() -> (int) (long) OPEN.invokeExact(PIDFD_OPEN, (int) process.pid(), 0));
        if (descriptor < 0) {
            return Optional.empty();
        }
        ProcessDescriptor opened = new ProcessDescriptor(descriptor);
        // Compared after it was opened: from here on it can't be mistaken for another one.
        if (!process.alive()) {
            opened.close();
            return Optional.empty();
        }
        return Optional.of(opened);
    }

    /** Returns whether it was still there to be killed. */
    boolean kill() {
        return call(() ->
                        (int) (long) SIGNAL.invokeExact(PIDFD_SEND_SIGNAL, descriptor, SIGKILL, MemorySegment.NULL, 0))
                == 0;
    }

    @Override
    public void close() {
        int _ = call(() -> (int) CLOSE.invokeExact(descriptor));
    }

    @FunctionalInterface
    private interface Call {
        int make() throws Throwable;
    }

    private static int call(Call call) {
        try {
            return call.make();
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library could not be made", e);
        }
    }

    @SuppressWarnings("restricted") // native access is granted in the manifest of the jar
    private static MethodHandle handle(String name, FunctionDescriptor type) {
        MemorySegment symbol = LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
        return name.equals("syscall")
                ? LINKER.downcallHandle(symbol, type, Linker.Option.firstVariadicArg(1))
                : LINKER.downcallHandle(symbol, type);
    }
}
