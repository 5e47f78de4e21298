package io.smolotchi.release.bench;

import java.nio.file.Path;

/** Whether a contestant did what it was timed for. */
final class Content {

    private static final String LIST =
            "find . -type f -not -path '*/__pycache__/*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum";

    private Content() {}

    /** Compares names and bytes; bytecode, which is made on the spot, does not count. */
    static void requireSame(Path expected, Path actual, String who) {
        if (!Shell.run(expected, LIST).equals(Shell.run(actual, LIST))) {
            throw new IllegalStateException(who + " did not bring the tree that it was given");
        }
    }

    /** Every module has its bytecode. */
    static void requireCompiled(Path actual, String who) {
        String uncompiled = Shell.run(
                actual, "test \"$(find . -name '*.py' | wc -l)\" -eq \"$(find . -name '*.pyc' | wc -l)\" || echo no");
        if (!uncompiled.isEmpty()) {
            throw new IllegalStateException(who + " did not compile every module");
        }
    }
}
