package io.smolotchi.release.store.disk;

/**
 * What a rollback needs to stay possible: the journal, the catalog, a few unit files.
 *
 * @param bytes that have to stay free
 * @param inodes likewise
 */
public record Reserve(long bytes, long inodes) {}
