package io.smolotchi.release.store.manifest;

import io.smolotchi.release.catalog.Digest;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.git.GitState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a release came from; lies beside its tree, so that a release explains itself without the catalog.
 *
 * @param digest of the manifest
 * @param contentDigest of the manifest without what was made here (bytecode): equal content has an equal one, whatever the interpreter
 * @param source for people
 * @param sourceDigest SHA-256 of the archive; the content's where the source is a directory or a commit
 * @param git the commit that was checked out in the directory, or that was the source; empty when there was none
 * @param actor who staged it
 * @param origin the way in
 * @param reason as given; empty when none was
 * @param host where
 * @param owner numeric "user:group" of every path
 * @param bytecode the interpreter that compiled it and its version, or why there is none
 */
public record Provenance(
        int format,
        Version version,
        Digest digest,
        Digest contentDigest,
        String source,
        Digest sourceDigest,
        Optional<GitState> git,
        String actor,
        String origin,
        String reason,
        String host,
        Instant stagedAt,
        String owner,
        String bytecode,
        List<String> warnings) {

    public static final int FORMAT = 1;

    public Provenance {
        warnings = List.copyOf(warnings);
    }

    /** Lines "key: value", in a fixed order. */
    public List<String> lines() {
        return ProvenanceText.lines(this);
    }
}
