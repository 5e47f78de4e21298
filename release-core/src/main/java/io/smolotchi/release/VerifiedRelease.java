package io.smolotchi.release;

import io.smolotchi.release.catalog.Version;
import java.util.List;

/**
 * What a release was found to be, compared with what was sealed.
 *
 * @param entries files, directories and links that its manifest names; 0 when the manifest can't be read
 * @param bytes sum of the sizes of the files
 * @param findings sorted by path; empty when the release is intact
 */
public record VerifiedRelease(Version version, long entries, long bytes, List<Finding> findings) {

    public VerifiedRelease {
        findings = List.copyOf(findings);
    }

    public boolean intact() {
        return findings.isEmpty();
    }

    /**
     * A path that is not what it was.
     *
     * @param kind in lower case: changed, missing, extra, type, mode, owner, link, unreadable, manifest
     * @param path relative to the release; empty for the release itself
     * @param expected empty when nothing was
     * @param found empty when nothing was
     * @param alsoIn other releases that share the damaged file
     * @param text all of it, for people
     */
    public record Finding(String kind, String path, String expected, String found, List<Version> alsoIn, String text) {

        public Finding {
            alsoIn = List.copyOf(alsoIn);
        }
    }
}
