package io.smolotchi.release.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies of roots, each for one try. */
final class Roots {

    private static final String RELEASES = "opt/smolotchi/releases";
    private static final AtomicInteger LAST = new AtomicInteger();

    private Roots() {}

    static Path copy(Path template, Path directory) throws IOException, InterruptedException {
        Path copy = Files.createDirectories(directory).resolve("root-" + LAST.incrementAndGet());
        run("cp", "-a", template.toString(), copy.toString());
        markers(template.resolve(RELEASES), copy.resolve(RELEASES));
        return copy;
    }

    /** A marker of a staging names its tree by inode, and a copy of the tree has another one. */
    private static void markers(Path from, Path to) throws IOException {
        if (!Files.isDirectory(to.resolve(".meta"))) {
            return;
        }
        try (DirectoryStream<Path> markers = Files.newDirectoryStream(to.resolve(".meta"), ".preparing-*");
                DirectoryStream<Path> trees = Files.newDirectoryStream(from)) {
            List<Path> originals = new ArrayList<>();
            trees.forEach(originals::add);
            for (Path marker : markers) {
                String named = Files.readString(marker).strip();
                for (Path original : originals) {
                    if (inode(original).equals(named)) {
                        Files.writeString(
                                marker, inode(to.resolve(original.getFileName().toString())) + "\n");
                    }
                }
            }
        }
    }

    private static String inode(Path path) throws IOException {
        return Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS).toString();
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
