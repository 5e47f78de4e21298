package io.smolotchi.release.store;

/**
 * What one release holds of the disk, in bytes, both parts by the same measure: blocks, or extents where the file system copies on write.
 *
 * @param alone what deleting it alone would free
 * @param shared what somebody else holds too
 */
public record Holding(long alone, long shared) {}
