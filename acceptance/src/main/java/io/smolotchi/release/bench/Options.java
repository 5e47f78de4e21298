package io.smolotchi.release.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How to run.
 *
 * @param place a directory on the file system that is measured
 * @param memory whether that file system lies in memory
 * @param pagesOnly measures the pages and nothing else
 * @param page where the report is written to, beside the terminal
 */
record Options(List<TreeSpec> trees, int rounds, Path place, boolean memory, Optional<Path> page, boolean pagesOnly) {

    static Options parse(List<String> words) {
        boolean quick = false;
        boolean pagesOnly = false;
        boolean memory = false;
        Path place = Path.of("target/bench");
        Optional<Path> page = Optional.of(Path.of("docs/benchmarks.md"));
        for (int index = 0; index < words.size(); index++) {
            switch (words.get(index)) {
                case "--quick" -> {
                    quick = true;
                    page = Optional.empty();
                }
                case "--pages" -> pagesOnly = true;
                case "--memory" -> memory = true;
                case "--dir" -> {
                    if (++index == words.size()) {
                        usage();
                    }
                    place = Path.of(words.get(index));
                }
                default -> usage();
            }
        }
        return new Options(
                quick
                        ? List.of(TreeSpec.SMALL, TreeSpec.PYTHON)
                        : List.of(TreeSpec.SMALL, TreeSpec.PYTHON, TreeSpec.MEDIUM, TreeSpec.LARGE),
                quick ? 3 : 5,
                place.toAbsolutePath(),
                memory,
                page,
                pagesOnly);
    }

    private static void usage() {
        System.err.println("usage: bin/bench [--quick] [--pages] [--memory | --dir DIR]");
        System.exit(2);
    }
}
