package io.smolotchi.release.store.source;

/**
 * Beyond which a source is refused.
 *
 * @param entries files, directories and links
 * @param bytes sum of the file sizes
 * @param depth number of names in a path
 */
public record Limits(long entries, long bytes, int depth) {}
