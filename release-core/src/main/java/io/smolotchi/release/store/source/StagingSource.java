package io.smolotchi.release.store.source;

import java.nio.file.Path;
import java.util.Optional;

/** What can be staged. */
public sealed interface StagingSource {

    /** A directory or an archive. */
    record OnDisk(Path path) implements StagingSource {}

    /**
     * An archive that somebody sent: where it lies tells nobody anything, so it is named by its own name alone.
     *
     * @param path where it can be read now
     */
    record Received(Path path, String name) implements StagingSource {}

    /**
     * A repository.
     *
     * @param repository an absolute path, or a URL
     * @param ref branch, tag or commit
     * @param commit that the ref named when somebody looked; empty when nobody did
     */
    record FromGit(String repository, String ref, Optional<String> commit) implements StagingSource {}
}
