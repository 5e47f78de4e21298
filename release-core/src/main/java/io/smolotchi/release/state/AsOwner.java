package io.smolotchi.release.state;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Does something to files as their owner, in a thread that gives up root's rights over files for good: whatever he may have put in the place of a file,
 * nothing is reached by it that he could not reach himself. Linux keeps the identity by which files are opened for each thread (setfsuid(2)); a program
 * started for it would have to find itself, and its libraries, in directories that he may not be able to read.
 */
final class AsOwner {

    private static final MethodHandle SET_USER = handle("setfsuid");
    private static final MethodHandle SET_GROUP = handle("setfsgid");
    /** No user: the call answers who it is, and changes nothing. */
    private static final int ASK = -1;

    private AsOwner() {}

    /** In the calling thread when that is its owner already. */
    static <T> T run(Owner owner, Callable<T> work) {
        return owner.isRoot() || !isRoot() ? here(work) : asAnother(owner, work);
    }

    private static <T> T here(Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseTrouble(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T asAnother(Owner owner, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().name("as-user-" + owner.user()).unstarted(() -> {
            try {
                become(owner);
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        thread.start();
        try {
            return result.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException fault -> throw fault;
                case Error fault -> throw fault;
                case null, default -> throw new DatabaseTrouble(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static void become(Owner owner) {
        // The group first: who is no longer root can't change it.
        change(SET_GROUP, owner.group());
        change(SET_USER, owner.user());
    }

    private static void change(MethodHandle call, int to) {
        try {
            int _ = (int) call.invokeExact(to);
            if ((int) call.invokeExact(ASK) != to) {
                throw new IllegalStateException("cannot become " + to + " for the access to files");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call of the C library could not be made", e);
        }
    }

    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot see who this process is", e);
        }
    }

    @SuppressWarnings("restricted") // native access is granted in the manifest of the jar
    private static MethodHandle handle(String name) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name)),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }
}
