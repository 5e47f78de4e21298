package io.smolotchi.release.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What the page says before its first table. */
final class Introduction {

    private Introduction() {}

    static void write(Report report, Options options, Path work) {
        report.say(
                "# Benchmarks",
                "",
                "Written by `bin/bench`. Each contestant did its work in turn, " + options.rounds()
                        + " rounds of them (3 of 50,000 files), on the same trees and the same file system ("
                        + Disk.type(work)
                        + (options.memory() ? ", in memory, so that nobody waits for a disk" : "")
                        + "), with the sync that makes it durable counted in (`sync -f` after the tools), and each result was compared with its"
                        + " source. Ours is the call inside a manager that runs: locks, catalog and events are counted in, the start of a command is not. *Ratio* is a"
                        + " contestant's median to ours: above 1, it is slower. *Allocated* is what the file system gave for it.",
                "",
                "Where a goal is missed, the [reasons](where-the-time-goes.md) have a page of their own.",
                "",
                "Machine: " + machine(work) + ". Date: " + LocalDate.now(ZoneOffset.UTC) + ".");
    }

    private static String machine(Path work) {
        String model = Shell.run(work, "sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1")
                .strip();
        String memory = Shell.run(work, "awk '/^MemTotal/ { printf \"%.0f\", $2 / 1048576 }' /proc/meminfo");
        return Runtime.getRuntime().availableProcessors() + " cores"
                + (model.isEmpty() ? "" : " (" + model + ")") + ", " + memory + " GiB, Linux "
                + System.getProperty("os.version") + ", Java "
                + Runtime.version().feature();
    }
}
