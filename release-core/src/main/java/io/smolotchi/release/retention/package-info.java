/**
 * What may be deleted, what may not and why, and the deleting.
 */
@NullMarked
package io.smolotchi.release.retention;

import org.jspecify.annotations.NullMarked;
