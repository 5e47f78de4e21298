package io.smolotchi.release.units;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The root directory of a machine, as a test prepares and inspects it. Paths are relative to it. */
final class Machine {

    final Path dir;

    Machine(Path dir) {
        this.dir = dir;
        directory("");
    }

    Machine file(String path, String content) {
        return bytes(path, content.getBytes(StandardCharsets.UTF_8));
    }

    Machine file(String path, String content, int mode) {
        return file(path, content).mode(path, mode);
    }

    Machine bytes(String path, byte[] content) {
        return change(() -> {
            Path file = dir.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            Files.setPosixFilePermissions(file, DiskPlaces.permissions(0644));
        });
    }

    Machine mode(String path, int mode) {
        return change(() -> Files.setPosixFilePermissions(dir.resolve(path), DiskPlaces.permissions(mode)));
    }

    Machine link(String path, String target) {
        return change(() -> {
            Path link = dir.resolve(path);
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(target));
        });
    }

    Machine directory(String path) {
        return change(() -> Files.createDirectories(dir.resolve(path)));
    }

    Machine delete(String path) {
        return change(() -> Files.delete(dir.resolve(path)));
    }

    /** Everything below it: path, kind, mode and content. */
    Map<String, String> contents() {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(dir)) {
            for (Path path : tree.toList()) {
                contents.put(dir.relativize(path).toString(), describe(path));
            }
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path)) {
            return "directory";
        }
        return Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS).stream()
                        .sorted()
                        .toList() + " " + new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
    }

    private interface Action {
        void run() throws IOException;
    }

    private Machine change(Action action) {
        try {
            action.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
