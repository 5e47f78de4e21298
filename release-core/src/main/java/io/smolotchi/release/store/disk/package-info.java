/**
 * What the store asks of the file system, in calls of Java and of the C library: syncs, links and clones, inodes, space, deletion. It knows nothing of
 * releases.
 */
@NullMarked
package io.smolotchi.release.store.disk;

import org.jspecify.annotations.NullMarked;
