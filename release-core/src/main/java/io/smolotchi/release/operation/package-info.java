/**
 * Anything that takes a lock: what is asked, the locks, the numbered events, and the run of an operation from asked to ended.
 */
@NullMarked
package io.smolotchi.release.operation;

import org.jspecify.annotations.NullMarked;
