package io.smolotchi.release.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/** A set's units and drop-ins in a directory of their own, for tools that read files. */
final class ScratchUnits {

    private ScratchUnits() {}

    /** @param use gets the directory, which is gone afterwards */
    static <T> T with(UnitSet set, Function<Path, T> use) {
        try {
            Path scratch = Files.createTempDirectory("smolotchi-release-units");
            try {
                write(set, scratch);
                return use.apply(scratch);
            } finally {
                delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the units to a scratch directory", e);
        }
    }

    private static void write(UnitSet set, Path scratch) throws IOException {
        for (UnitFile file : set.files()) {
            if (UnitPaths.loadedBySystemd(file.path())) {
                Path place = scratch.resolve(file.path().substring(UnitPaths.UNITS.length() + 1));
                Files.createDirectories(place.getParent());
                Files.write(place, file.bytes());
            }
        }
    }

    private static void delete(Path scratch) throws IOException {
        try (Stream<Path> tree = Files.walk(scratch)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
