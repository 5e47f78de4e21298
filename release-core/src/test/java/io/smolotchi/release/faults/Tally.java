package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what was tried, a file of JSON lines for each kind of fault, for the report of the run. */
final class Tally {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path DIRECTORY = Path.of("target", "faults");
    private static final Set<Path> BEGUN = new HashSet<>();

    private Tally() {}

    /**
     * @param kind the heading in the report
     * @param what the operation or place
     * @param tried how many faults
     * @param bad what showed a violation or was not hit; empty is good
     * @param notes for the reader, such as a sync that nothing needs
     */
    static synchronized void add(String kind, String what, int tried, List<String> bad, List<String> notes)
            throws IOException {
        TreeMap<String, Object> line = new TreeMap<>();
        line.put("kind", kind);
        line.put("what", what);
        line.put("tried", tried);
        line.put("bad", bad);
        line.put("notes", notes);
        line.put("seed", Scale.seed());
        line.put("whole", Scale.current() == Scale.WHOLE);
        line.put("percent", Scale.PERCENT);
        line.put("at", Instant.now().toString());
        Files.createDirectories(DIRECTORY);
        Files.write(
                DIRECTORY.resolve("invariants.txt"),
                Arrays.stream(Invariant.values()).map(Invariant::words).toList());
        Path file = DIRECTORY.resolve(kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".jsonl");
        StandardOpenOption how = BEGUN.add(file) ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND;
        Files.writeString(
                file, JSON.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        System.out.println(kind + ", " + what + ": " + tried + " tried, " + bad.size() + " bad, seed " + Scale.seed());
        bad.forEach(System.out::println);
        notes.forEach(System.out::println);
    }

    static List<String> bad(List<Trial> trials) {
        return trials.stream()
                .filter(trial -> !trial.good())
                .map(Trial::toString)
                .toList();
    }
}
