package io.smolotchi.release.units;

import io.smolotchi.release.descriptor.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds what a path in a unit will name once the release is current, on a machine that may not run yet: links with absolute targets are followed below
 * the root, and the place of the code is the release that is about to come there.
 */
final class MachinePaths {

    private static final int MOST_LINKS = 40;

    private final HostRoot root;
    private final String code;
    private final Path release;

    MachinePaths(HostRoot root, Placement placement, Path release) {
        this.root = root;
        this.code = placement.code();
        this.release = release;
    }

    boolean inRelease(String path) {
        return path.equals(code) || path.startsWith(code + "/");
    }

    boolean executable(String path) {
        return find(path)
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .isPresent();
    }

    boolean directory(String path) {
        return find(path).filter(Files::isDirectory).isPresent();
    }

    boolean exists(String path) {
        return find(path).isPresent();
    }

    /** The file without links in the way; empty when there is none. */
    private Optional<Path> find(String path) {
        Path now = start(path);
        for (int links = 0; links < MOST_LINKS; links++) {
            Optional<Path> link = firstLink(now);
            if (link.isEmpty()) {
                return Files.exists(now, LinkOption.NOFOLLOW_LINKS) ? Optional.of(now) : Optional.empty();
            }
            now = followed(now, link.get());
        }
        return Optional.empty();
    }

    private Path start(String path) {
        return inRelease(path)
                ? release.resolve(path.substring(code.length()).replaceFirst("^/", ""))
                        .normalize()
                : root.resolve(path);
    }

    /** The shortest part of the path, below the root, that is a link. */
    private Optional<Path> firstLink(Path path) {
        Path prefix = root.dir();
        if (!path.startsWith(prefix)) {
            return Files.isSymbolicLink(path) ? Optional.of(path) : Optional.empty();
        }
        for (Path part : prefix.relativize(path)) {
            prefix = prefix.resolve(part);
            if (Files.isSymbolicLink(prefix)) {
                return Optional.of(prefix);
            }
        }
        return Optional.empty();
    }

    private Path followed(Path path, Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            Path resolved = target.startsWith("/") ? start(target) : link.resolveSibling(target);
            return resolved.resolve(link.relativize(path).toString()).normalize();
        } catch (IOException e) {
            return path.resolveSibling("unreadable link");
        }
    }
}
