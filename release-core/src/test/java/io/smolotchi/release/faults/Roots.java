package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies of roots, each for one try. */
final class Roots {

    private static final String RELEASES = "opt/smolotchi/releases";
    private static final AtomicInteger LAST = new AtomicInteger();

    private Roots() {}

    static Path copy(Path template, Path directory) throws IOException, InterruptedException {
        Path copy = next(directory);
        run("cp", "-a", template.toString(), copy.toString());
        Map<Long, Path> trees = new HashMap<>();
        if (Files.isDirectory(template.resolve(RELEASES))) {
            try (DirectoryStream<Path> originals = Files.newDirectoryStream(template.resolve(RELEASES))) {
                for (Path original : originals) {
                    trees.put(inode(original), copy.resolve(template.relativize(original)));
                }
            }
        }
        markers(copy, trees);
        return copy;
    }

    /** A name that no copy has yet. */
    static Path next(Path directory) throws IOException {
        return Files.createDirectories(directory).resolve("root-" + LAST.incrementAndGet());
    }

    /**
     * A marker of a staging names its tree by inode, and a copy of the tree has another one.
     *
     * @param trees where what had that inode lies now
     */
    static void markers(Path copy, Map<Long, Path> trees) throws IOException {
        Path meta = copy.resolve(RELEASES).resolve(".meta");
        if (!Files.isDirectory(meta)) {
            return;
        }
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(meta, ".preparing-*")) {
            for (Path marker : markers) {
                String named = Files.readString(marker).strip();
                // One that was not synced is empty.
                Path tree = named.isEmpty() ? null : trees.get(Long.parseLong(named));
                if (tree != null) {
                    Files.writeString(marker, inode(tree) + "\n");
                }
            }
        }
    }

    /** Its number on its file system. */
    static long inode(Path path) throws IOException {
        return ((Number) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS)).longValue();
    }

    static void delete(Path root) throws IOException, InterruptedException {
        run("rm", "-rf", root.toString());
    }

    /** Where nothing waits for a disk, if the machine has such a place: a killed process loses nothing that it wrote. */
    static Path inMemory(Path otherwise) throws IOException {
        Path memory = Path.of("/dev/shm");
        Path parent = Files.isWritable(memory) ? memory : otherwise;
        return Files.createTempDirectory(parent, "smolotchi-faults-");
    }

    static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }
}
