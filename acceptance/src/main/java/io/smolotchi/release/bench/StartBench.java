package io.smolotchi.release.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How long a one-shot command takes, and how much memory, as a whole process: the launcher of a checkout, against a Java machine that does nothing. */
final class StartBench {

    private static final int ROUNDS = 20;
    private static final double GOAL_MILLIS = 300;
    private static final double GOAL_TIMES = 3;
    private static final double GOAL_MIB = 100;

    /** Runs each command in turn, and prints for each the median of its milliseconds and its largest resident memory in KiB. */
    private static final String RUNNER = """
            import os, statistics, subprocess, sys, time
            rounds, commands = int(sys.argv[1]), [line.split('\\t') for line in sys.argv[2:]]
            times, memory = [[] for _ in commands], [0 for _ in commands]
            for _ in range(rounds):
                for i, command in enumerate(commands):
                    begun = time.monotonic()
                    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                    _, status, usage = os.wait4(process.pid, 0)
                    times[i].append((time.monotonic() - begun) * 1000)
                    memory[i] = max(memory[i], usage.ru_maxrss)
                    if status != 0:
                        sys.exit(f'{command} ended with {status}')
            for i in range(len(commands)):
                print(f'{statistics.median(times[i]):.1f} {memory[i]}')
            """;

    private StartBench() {}

    private record Figures(double millis, double mebibytes) {
        static Figures of(String line) {
            String[] words = line.split(" ", -1);
            return new Figures(Double.parseDouble(words[0]), Double.parseDouble(words[1]) / 1024);
        }
    }

    /** Markdown. */
    static String section(Path work) {
        Path root = work.resolve("start");
        String launcher = Path.of("bin/smolotchi-release").toAbsolutePath().toString();
        Shell.run(
                work,
                "mkdir -p \"$1/tree/smolotchi\"; echo 'pass' >\"$1/tree/smolotchi/cli.py\";"
                        + " for v in 1.0.0 1.1.0 1.2.0; do echo \"# $v\" >\"$1/tree/notes\";"
                        + " \"$0\" --root \"$1\" stage \"$1/tree\" --version $v --yes; done; \"$0\" --root \"$1\" list",
                launcher,
                root.toString());
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = System.getProperty("java.class.path").split(":", 2)[0];
        List<String> commands = List.of(
                String.join(
                        "\t",
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of(classes).toAbsolutePath().toString(),
                        EmptyProgram.class.getName()),
                String.join("\t", launcher, "--root", root.toString(), "list"),
                String.join("\t", launcher, "--root", root.toString(), "status"),
                String.join("\t", launcher, "--root", root.toString(), "history"));
        List<Figures> figures = Shell.run(
                        work,
                        "exec python3 -c \"$0\" \"$1\" \"$2\" \"$3\" \"$4\" \"$5\"",
                        RUNNER,
                        Integer.toString(ROUNDS),
                        commands.get(0),
                        commands.get(1),
                        commands.get(2),
                        commands.get(3))
                .lines()
                .map(Figures::of)
                .toList();
        Figures empty = figures.getFirst();
        StringBuilder table = new StringBuilder(
                "Whole processes, median of " + ROUNDS + ", in turn; three releases, below another root.\n\n"
                        + "| | time | an empty Java machine | memory | verdict |\n| --- | ---: | ---: | ---: | --- |\n");
        List<String> names = List.of("an empty Java machine", "`list`", "`status`", "`history`");
        for (int i = 0; i < figures.size(); i++) {
            Figures one = figures.get(i);
            double times = one.millis() / empty.millis();
            String verdict = i == 0
                    ? ""
                    : verdict(one.millis(), GOAL_MILLIS, "ms") + ", " + verdict(times, GOAL_TIMES, "times") + ", "
                            + verdict(one.mebibytes(), GOAL_MIB, "MiB");
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %.0f ms | %.1f times | %.0f MiB | %s |%n",
                    names.get(i),
                    one.millis(),
                    times,
                    one.mebibytes(),
                    verdict));
        }
        return table.toString();
    }

    private static String verdict(double figure, double goal, String unit) {
        return figure <= goal
                ? String.format(Locale.ROOT, "met (%.0f %s)", goal, unit)
                : String.format(Locale.ROOT, "**missed** %.0f %s by %.0f %%", goal, unit, (figure / goal - 1) * 100);
    }
}
