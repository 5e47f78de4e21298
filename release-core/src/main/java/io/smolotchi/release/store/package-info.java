/**
 * Bytes on disk: staging, sealed release trees with their manifests, and the link {@code current}. Only this package moves or deletes files below
 * {@code releases/}, and only {@link io.smolotchi.release.store.CurrentLink} touches {@code current}.
 */
@NullMarked
package io.smolotchi.release.store;

import org.jspecify.annotations.NullMarked;
