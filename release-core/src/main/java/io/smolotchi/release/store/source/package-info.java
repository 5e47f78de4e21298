/**
 * What releases are made of, read as what it is: something that others made, and may have made to do harm. Directories, archives and repositories, and
 * the guard that every entry passes.
 */
@NullMarked
package io.smolotchi.release.store.source;

import org.jspecify.annotations.NullMarked;
