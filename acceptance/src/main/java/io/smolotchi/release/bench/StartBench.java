package io.smolotchi.release.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
        List<Started> all = started(launcher, root.toString());
        List<String> words = new ArrayList<>(List.of(RUNNER, Integer.toString(ROUNDS)));
        all.forEach(one -> words.add(String.join("\t", one.command())));
        List<Figures> figures = Shell.run(work, "exec python3 -c \"$0\" \"$@\"", words.toArray(String[]::new))
                .lines()
                .map(Figures::of)
                .toList();
        double empty = figures.getFirst().millis();
        StringBuilder table = new StringBuilder("Whole processes, median of " + ROUNDS
                + ", in turn; three releases, below another root. The last rows are"
                + " what each measure gives: `list` by the Java machine alone, as the launcher starts it, and without one of its options.\n\n"
                + "| | time | an empty Java machine | memory | verdict |\n| --- | ---: | ---: | ---: | --- |\n");
        for (int i = 0; i < figures.size(); i++) {
            table.append(line(all.get(i), figures.get(i), empty));
        }
        return table.toString();
    }

    /** @param judged whether it has goals */
    private record Started(String name, List<String> command, boolean judged) {}

    private static List<Started> started(String launcher, String root) {
        String java = ProcessHandle.current().info().command().orElseThrow();
        String classes = System.getProperty("java.class.path").split(":", 2)[0];
        List<Started> all = new ArrayList<>();
        all.add(new Started(
                "an empty Java machine",
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        Path.of(classes).toAbsolutePath().toString(),
                        EmptyProgram.class.getName()),
                false));
        for (String command : List.of("list", "status", "history")) {
            all.add(new Started("`" + command + "`", List.of(launcher, "--root", root, command), true));
        }
        Path target = Path.of("release-shell/target").toAbsolutePath();
        Map<String, String> options = new LinkedHashMap<>();
        options.put("the AOT cache", "-XX:AOTCache=" + target.resolve("smolotchi-release.aot"));
        options.put("SQLite's library unpacked beforehand", sqlite(target.resolve("native")));
        options.put("the first compiler alone", "-XX:TieredStopAtLevel=1");
        options.put("the small place for what is new", "-Xmn4m");
        options.put("the serial collector", "-XX:+UseSerialGC");
        all.add(new Started("`list`, without the launcher", plain(java, options, "", target, root), false));
        options.keySet()
                .forEach(left -> all.add(
                        new Started("`list`, also without " + left, plain(java, options, left, target, root), false)));
        return all;
    }

    private static String sqlite(Path unpacked) {
        return "-Dorg.sqlite.lib.path="
                + unpacked.resolve("org/sqlite/native/Linux")
                        .resolve(System.getProperty("os.arch").replace("amd64", "x86_64"));
    }

    private static List<String> plain(
            String java, Map<String, String> options, String without, Path target, String root) {
        List<String> words = new ArrayList<>(List.of(java, "--sun-misc-unsafe-memory-access=allow"));
        options.forEach((name, option) -> {
            if (!name.equals(without)) {
                words.add(option);
            }
        });
        words.addAll(List.of("-jar", target.resolve("smolotchi-release.jar").toString(), "--root", root, "list"));
        return words;
    }

    private static String line(Started started, Figures one, double empty) {
        double times = one.millis() / empty;
        String verdict = started.judged()
                ? verdict(one.millis(), GOAL_MILLIS, "ms") + ", " + verdict(times, GOAL_TIMES, "times") + ", "
                        + verdict(one.mebibytes(), GOAL_MIB, "MiB")
                : "";
        return String.format(
                Locale.ROOT,
                "| %s | %.0f ms | %.1f times | %.0f MiB | %s |%n",
                started.name(),
                one.millis(),
                times,
                one.mebibytes(),
                verdict);
    }

    private static String verdict(double figure, double goal, String unit) {
        return figure <= goal
                ? String.format(Locale.ROOT, "met (%.0f %s)", goal, unit)
                : String.format(Locale.ROOT, "**missed** %.0f %s by %.0f %%", goal, unit, (figure / goal - 1) * 100);
    }
}
