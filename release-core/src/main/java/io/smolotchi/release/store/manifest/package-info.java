/**
 * What a sealed release is: where it lies, its manifest and provenance, whether it still is what was sealed, and how it becomes that again.
 */
@NullMarked
package io.smolotchi.release.store.manifest;

import org.jspecify.annotations.NullMarked;
