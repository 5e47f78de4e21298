package io.smolotchi.release.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The versions of the sample application. */
final class Samples {
    private Samples() {}

    /** Writes each version as a folder and as an archive. */
    static void build(Path checkout, Path folder) {
        try {
            Process process = new ProcessBuilder(
                            checkout.resolve("samples/build").toString(), "--tar", "--all", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = process.waitFor();
            Unmet.unless(exit == 0, "samples/build ended with exit code " + exit);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run samples/build", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unmet("interrupted", e);
        }
    }

    /** A version that would have its web UI run as root, made of a good one. */
    static Path greedy(Path folder, String base, String version) {
        Path tree = folder.resolve("smolotchi-" + version);
        Folder.copy(folder.resolve("smolotchi-" + base), tree);
        Folder.write(tree.resolve("VERSION"), version + "\n");
        Folder.write(tree.resolve("release.yaml"), "version: " + version + "\n");
        Path unit = tree.resolve("packaging/systemd/smolotchi-web.service");
        Folder.write(
                unit,
                Folder.read(unit).replaceFirst("(?m)^User=.*\n", "").replace("[Service]\n", "[Service]\nUser=root\n"));
        return tree;
    }
}
