package io.smolotchi.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Builds the sample application, which the tests stage and activate. */
public final class Sample {

    private Sample() {}

    /** The source tree of that version, made below {@code directory}. */
    public static Path tree(String version, Path directory) {
        build(directory, version);
        return directory.resolve("smolotchi-" + version);
    }

    /** The archive of that version, made below {@code directory}. */
    public static Path archive(String version, Path directory) {
        build(directory, "--tar", version);
        return directory.resolve("smolotchi-" + version + ".tar.gz");
    }

    /** The checkout that the tests run in. */
    public static Path checkout() {
        return Stream.iterate(Path.of("").toAbsolutePath(), directory -> directory != null, Path::getParent)
                .filter(directory -> Files.isDirectory(directory.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }

    private static void build(Path directory, String... words) {
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/python3", checkout().resolve("samples/build").toString()));
        command.addAll(List.of(words));
        command.add(directory.toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
