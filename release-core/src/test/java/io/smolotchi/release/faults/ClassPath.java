package io.smolotchi.release.faults;

import io.smolotchi.release.catalog.OperationId;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a JVM of the core alone is started, fast: the classes of this one as jars, since only those can be in an ahead-of-time cache, and such a cache. */
final class ClassPath {

    private static final String QUIET = """
            <configuration>
              <appender name="err" class="ch.qos.logback.core.ConsoleAppender">
                <target>System.err</target>
                <encoder><pattern>%level %logger{0} %msg%n%ex{4}</pattern></encoder>
              </appender>
              <root level="warn"><appender-ref ref="err"/></root>
            </configuration>
            """;

    private final Path directory;
    private final String jars;
    private final List<String> options;

    private ClassPath(Path directory, String jars, List<String> options) {
        this.directory = directory;
        this.jars = jars;
        this.options = List.copyOf(options);
    }

    /** @param directory for jars and the cache; on no disk that is cut */
    static ClassPath prepare(Path directory) throws IOException {
        Files.writeString(directory.resolve("logback.xml"), QUIET);
        return new ClassPath(directory, jars(directory), List.of());
    }

    List<String> command() {
        return command(options, Subject.class);
    }

    /** Of another program, which was not trained. */
    List<String> command(Class<?> program) {
        return command(List.of(), program);
    }

    /** With what a first run of that operation loaded ready to use. */
    ClassPath trained(Path root, OperationId id) throws IOException, InterruptedException {
        Path cache = directory.resolve("subject.aot");
        Path log = directory.resolve("training.log");
        Process process = new ProcessBuilder(command(List.of("-XX:AOTCacheOutput=" + cache), Subject.class))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (BufferedWriter lines = process.outputWriter(StandardCharsets.UTF_8)) {
            lines.write(root + " " + id + "\n");
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
        return new ClassPath(directory, jars, List.of("-XX:AOTCache=" + cache));
    }

    private List<String> command(List<String> cache, Class<?> program) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(cache);
        command.addAll(List.of(
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + directory.resolve("logback.xml"),
                // What a killed one leaves goes with the rest of the directory
                "-Dorg.sqlite.tmpdir=" + directory,
                "-cp",
                jars,
                program.getName()));
        return command;
    }

    private static String jars(Path directory) throws IOException {
        String entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> jars = new ArrayList<>();
        for (String entry : entries.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                Path jar = directory.resolve("classes-" + jars.size() + ".jar");
                pack(path, jar);
                jars.add(jar.toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        return jars.stream().collect(Collectors.joining(File.pathSeparator));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
