/**
 * Bytes on disk: staging, the releases, and the link {@code current}; what they are made of, what they are and how the disk is asked have rooms of their
 * own below this one. Only these move or delete files below {@code releases/}, and only {@link io.smolotchi.release.store.CurrentLink} touches {@code current}.
 */
@NullMarked
package io.smolotchi.release.store;

import org.jspecify.annotations.NullMarked;
