package io.smolotchi.release.store.source;

import io.smolotchi.release.descriptor.ReleaseDescriptor;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of a source does not become part of a release. A pattern without a slash is matched against the last name of a path, one with a slash against the
 * whole path from the top of the tree; both are globs, and both take everything below with them.
 */
public final class IgnoreRules {

    private final Set<String> names = new HashSet<>(ReleaseDescriptor.ALWAYS_IGNORED);
    private final List<PathMatcher> nameGlobs = new ArrayList<>();
    private final List<PathMatcher> pathGlobs = new ArrayList<>();

    public IgnoreRules(List<String> patterns) {
        for (String pattern : patterns) {
            String bare = pattern.replaceAll("^/|/$", "");
            if (pattern.replaceAll("/$", "").indexOf('/') >= 0) {
                pathGlobs.add(glob(bare));
            } else if (bare.matches("[^*?\\[\\]{}\\\\]*")) {
                names.add(bare);
            } else {
                nameGlobs.add(glob(bare));
            }
        }
    }

    /** By any name on the path. */
    boolean byName(String path) {
        for (String name : path.split("/", -1)) {
            if (names.contains(name) || (!nameGlobs.isEmpty() && any(nameGlobs, Path.of(name)))) {
                return true;
            }
        }
        return false;
    }

    boolean byPath(String path) {
        for (String at = path; !pathGlobs.isEmpty() && !at.isEmpty(); at = EntryName.parent(at)) {
            if (any(pathGlobs, Path.of(at))) {
                return true;
            }
        }
        return false;
    }

    boolean matches(String path) {
        return byName(path) || byPath(path);
    }

    private static boolean any(List<PathMatcher> globs, Path path) {
        return globs.stream().anyMatch(glob -> glob.matches(path));
    }

    private static PathMatcher glob(String pattern) {
        return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    }
}
