package io.smolotchi.release.doctor;

import io.smolotchi.release.catalog.ByteCount;
import io.smolotchi.release.store.disk.FreeSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Bytes and inodes of the file systems that a change writes to. Less than staging leaves free is too little. */
record SpaceCheck(Patient patient) implements Check {

    private static final long MIB = 1L << 20;
    private static final long INODES = 512;

    @Override
    public String name() {
        return "space";
    }

    @Override
    public Finding look() {
        long least = patient.application().store().reserveMebibytes() * MIB;
        List<String> scarce = new ArrayList<>();
        List<String> all = new ArrayList<>();
        try {
            for (Path directory : directories()) {
                FreeSpace free = FreeSpace.at(directory);
                String words = directory + ": " + ByteCount.words(free.bytes()) + " free"
                        + (free.inodes() == Long.MAX_VALUE ? "" : ", " + free.inodes() + " inodes");
                all.add(words);
                if (free.bytes() < least || free.inodes() < INODES) {
                    scarce.add(words);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask for the free space", e);
        }
        return scarce.isEmpty()
                ? Finding.well(this, String.join("; ", all))
                : Finding.wrong(
                                this,
                                "less than " + ByteCount.words(least) + " or " + INODES + " inodes are free",
                                "smolotchi-release prune")
                        .with(scarce);
    }

    /** The first of each file system. */
    private Set<Path> directories() throws IOException {
        Set<Path> directories = new LinkedHashSet<>();
        Set<Object> seen = new LinkedHashSet<>();
        for (Path path : List.of(
                patient.store().location().directory(),
                patient.root().resolve("/var/lib/smolotchi-release"),
                patient.root().resolve(patient.application().directories().state()),
                patient.root().resolve("/etc"))) {
            if (Files.isDirectory(path) && seen.add(Files.getAttribute(path, "unix:dev"))) {
                directories.add(path);
            }
        }
        return directories;
    }
}
