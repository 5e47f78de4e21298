package io.smolotchi.release.retention;

import io.smolotchi.release.catalog.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which releases live processes use, by {@code /proc}: working directory, executable, mapped and open files. A process that ends while it is looked at
 * uses nothing.
 */
final class LiveProcesses {

    private final Path proc;
    private final String releases;

    /** @param releases absolute path of the directory of the releases, as processes see it */
    LiveProcesses(Path proc, String releases) {
        this.proc = proc;
        this.releases = releases + "/";
    }

    /** By version, one process that uses it, such as "pid 812 (python3)". */
    Map<Version, String> users() {
        Map<Version, String> users = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                String name = "pid " + process.getFileName() + " (" + name(process) + ")";
                used(process).forEach(version -> users.putIfAbsent(version, name));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read " + proc, e);
        }
        return users;
    }

    private Set<Version> used(Path process) {
        Set<Version> used = new HashSet<>();
        link(process.resolve("cwd")).flatMap(this::versionIn).ifPresent(used::add);
        link(process.resolve("exe")).flatMap(this::versionIn).ifPresent(used::add);
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            open.forEach(file -> link(file).flatMap(this::versionIn).ifPresent(used::add));
        } catch (IOException | DirectoryIteratorException e) {
            // Ended meanwhile, or a process of the kernel.
        }
        try {
            String maps = new String(Files.readAllBytes(process.resolve("maps")), StandardCharsets.UTF_8);
            if (maps.contains(releases)) {
                maps.lines().forEach(line -> {
                    int path = line.indexOf(releases);
                    if (path >= 0) {
                        versionIn(line.substring(path)).ifPresent(used::add);
                    }
                });
            }
        } catch (IOException e) {
            // Likewise.
        }
        return used;
    }

    private Optional<Version> versionIn(String path) {
        if (!path.startsWith(releases)) {
            return Optional.empty();
        }
        String rest = path.substring(releases.length());
        int slash = rest.indexOf('/');
        return Version.parse(slash < 0 ? rest : rest.substring(0, slash));
    }

    private static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String name(Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            return "ended";
        }
    }
}
