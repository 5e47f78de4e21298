package io.smolotchi.release.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All contestants in turn, round by round, so that a machine that becomes slower does so for all of them. */
final class Race {

    private final Trees trees;
    private final Path place;
    private final Map<Phase, Map<String, List<Long>>> nanos = new EnumMap<>(Phase.class);
    private final Map<Phase, Map<String, List<Long>>> allocated = new EnumMap<>(Phase.class);

    /** @param place an empty directory on the file system that is measured */
    Race(Trees trees, Path place) {
        this.trees = trees;
        this.place = place;
    }

    /** @return for each phase, the contestants in their order */
    Map<Phase, Map<String, Times>> run(int rounds) {
        List<Contestant> contestants = new ArrayList<>(Peer.all(trees));
        contestants.addFirst(new Manager(trees, true));
        contestants.addFirst(new Manager(trees, false));
        for (int round = 0; round < rounds; round++) {
            for (Contestant contestant : contestants) {
                turn(contestant);
            }
        }
        Map<Phase, Map<String, Times>> results = new EnumMap<>(Phase.class);
        nanos.forEach((phase, byName) -> {
            Map<String, Times> times = new LinkedHashMap<>();
            byName.forEach((name, measured) -> times.put(
                    name,
                    new Times(measured, allocated.getOrDefault(phase, Map.of()).getOrDefault(name, List.of()))));
            results.put(phase, times);
        });
        return results;
    }

    private void turn(Contestant contestant) {
        Path directory = place.resolve("turn");
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + directory, e);
        }
        try (Contestant.Round round = contestant.open(directory)) {
            for (Phase phase : Phase.values()) {
                if (contestant.takesPart(phase)) {
                    time(contestant, round, phase, directory);
                }
            }
        }
        Shell.run(place, "rm -rf turn; sync -f .");
    }

    private void time(Contestant contestant, Contestant.Round round, Phase phase, Path directory) {
        Shell.run(directory, "sync -f .");
        long before = Disk.allocated(directory);
        long begun = System.nanoTime();
        round.run(phase);
        long took = System.nanoTime() - begun;
        String name = contestant.name();
        note(nanos, phase, name, took);
        if (phase == Phase.FIRST || phase == Phase.INCREMENTAL) {
            note(allocated, phase, name, Disk.allocated(directory) - before);
            Content.requireSame(trees.tree(phase), round.result(phase), name);
            if (trees.spec().python()) {
                Content.requireCompiled(round.result(phase), name);
            }
        } else if (phase == Phase.DELETE && Files.exists(round.result(Phase.FIRST))) {
            throw new IllegalStateException(name + " left something behind");
        }
    }

    private static void note(Map<Phase, Map<String, List<Long>>> into, Phase phase, String name, long value) {
        into.computeIfAbsent(phase, _ -> new LinkedHashMap<>())
                .computeIfAbsent(name, _ -> new ArrayList<>())
                .add(value);
    }
}
