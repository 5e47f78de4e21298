package io.smolotchi.release.operation;

/** Where a release is staged from. */
public sealed interface Source {

    /** A directory or an archive on this machine. Named by the console only: it never travels. */
    record Local(String path) implements Source {}

    /** An archive that was received by the web; its id is a file name below the upload directory. */
    record Upload(String id) implements Source {}

    /** A git repository at a ref. */
    record Git(String url, String ref) implements Source {}
}
