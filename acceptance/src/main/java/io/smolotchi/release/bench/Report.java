package io.smolotchi.release.bench;

import io.smolotchi.release.catalog.ByteCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page, in Markdown. */
final class Report {

    private final List<String> lines = new ArrayList<>();
    private final List<String> goals = new ArrayList<>();

    void say(String... these) {
        lines.addAll(List.of(these));
    }

    void results(TreeSpec tree, Map<Phase, Map<String, Times>> results) {
        say("", "## " + tree.name());
        results.forEach((phase, byName) -> {
            Times ours = byName.get(Manager.FROM_DIRECTORY);
            say("", "**" + phase.title + "**: " + phase.meaning + ".", "");
            say("| | Median | Fastest | Slowest | Ratio | Allocated |", "|---|--:|--:|--:|--:|--:|");
            byName.forEach((name, times) -> say(line(name, times, ours)));
        });
        goals.addAll(Goals.lines(tree, results));
    }

    List<String> page() {
        List<String> page = new ArrayList<>(lines);
        page.addAll(
                List.of("", "## Goals", "", "| Goal | Tree | Ours to the peer's | Aim | |", "|---|---|--:|--:|---|"));
        page.addAll(goals);
        return page;
    }

    private static String line(String name, Times times, @Nullable Times ours) {
        return String.format(
                Locale.ROOT,
                "| %s | %.3f s | %.3f s | %.3f s | %s | %s |",
                name,
                times.medianSeconds(),
                times.fastestSeconds(),
                times.slowestSeconds(),
                ours == null ? "" : String.format(Locale.ROOT, "%.2f", times.medianSeconds() / ours.medianSeconds()),
                times.allocated().isEmpty() ? "" : ByteCount.words(Math.round(times.medianAllocated())));
    }
}
