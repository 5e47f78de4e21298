package io.smolotchi.release.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** {@code bin/bench}. Ends with 0 when every result was right, whatever the figures say. */
public final class Bench {

    private Bench() {}

    public static void main(String[] args) throws IOException {
        Options options = Options.parse(List.of(args));
        Path work = Files.createTempDirectory(options.place(), "smolotchi-bench-");
        Report report = new Report();
        try {
            if (options.pagesOnly()) {
                System.out.print(WebBench.section(work));
                return;
            }
            Introduction.write(report, options, work);
            for (TreeSpec spec : options.trees()) {
                System.err.println("measuring: " + spec.name());
                Trees trees = Trees.write(spec, Files.createDirectory(work.resolve("trees")));
                HeapPeak heap = HeapPeak.fromNow();
                Map<Phase, Map<String, Times>> results = new Race(trees, work).run(spec.rounds(options.rounds()));
                report.results(spec, results);
                report.say("", heap.sentence());
                Shell.run(work, "rm -rf trees");
                keep(report, options);
            }
            System.err.println("measuring: a long history");
            report.say("", "## A long history", "", HistoryBench.section(work));
            keep(report, options);
            System.err.println("measuring: the pages");
            report.say("", "## The pages", "", WebBench.section(work));
            keep(report, options);
            System.err.println("measuring: a thousand releases");
            report.say("", "## A thousand releases", "", RetentionBench.section(work));
            keep(report, options);
            System.err.println("measuring: the start of a command");
            report.say("", "## The start of a command", "", StartBench.section(work));
            keep(report, options);
            System.err.println("measuring: downtime");
            report.say("", "## Downtime", "", DowntimeBench.section(options.rounds()));
            keep(report, options);
        } finally {
            Shell.run(options.place(), "rm -rf \"$0\"", work.toString());
        }
        System.out.print(String.join("\n", report.page()) + "\n");
    }

    /** After each section, so that a run that is stopped leaves what it has measured. */
    private static void keep(Report report, Options options) throws IOException {
        if (options.page().isPresent()) {
            Files.writeString(options.page().get(), String.join("\n", report.page()) + "\n");
        }
    }
}
