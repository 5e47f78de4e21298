package io.smolotchi.release.operation;

import java.util.Optional;

/** Where a release is staged from. */
public sealed interface Source {

    /** A directory or an archive on this machine. Named by the console only: it never travels. */
    record Local(String path) implements Source {}

    /** An archive that was received by the web; its id is a file name below the upload directory. */
    record Upload(String id) implements Source {}

    /**
     * A git repository at a ref.
     *
     * @param url or an absolute path on this machine
     * @param commit that the ref named in the plan that was agreed to; empty when nothing was planned yet
     */
    record Git(String url, String ref, Optional<String> commit) implements Source {

        public Git(String url, String ref) {
            this(url, ref, Optional.empty());
        }
    }
}
