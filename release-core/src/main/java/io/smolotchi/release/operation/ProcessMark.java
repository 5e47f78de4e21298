package io.smolotchi.release.operation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Names one process for good: a pid is given to another process one day, but not with the same start.
 *
 * @param start the boot, and the ticks since then until the process began, as in proc(5): a clock that is set does not change them. Empty where the kernel
 *     does not tell
 */
record ProcessMark(long pid, String start) {

    private static final Path PROC = Path.of("/proc");
    /** Counted from the state, which follows the name of the program; the name is in brackets and may hold anything. */
    private static final int START_AFTER_STATE = 19;

    static ProcessMark self() {
        long pid = ProcessHandle.current().pid();
        return new ProcessMark(pid, startOf(pid));
    }

    /** Whether that very process still lives. */
    boolean alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()
                && startOf(pid).equals(start);
    }

    /** When it began, in ticks since the boot; empty when that was another boot than this one, or is not known. */
    Optional<Long> ticks() {
        int slash = start.indexOf('/');
        return BootId.now()
                .filter(boot -> slash > 0 && start.substring(0, slash).equals(boot))
                .map(_ -> start.substring(slash + 1))
                .filter(ticks -> ticks.matches("[0-9]{1,18}"))
                .map(Long::valueOf);
    }

    private static String startOf(long pid) {
        try {
            String stat =
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            String ticks = fields[START_AFTER_STATE];
            return BootId.now().map(boot -> boot + "/" + ticks).orElse("");
        } catch (IOException | IndexOutOfBoundsException gone) {
            return "";
        }
    }
}
