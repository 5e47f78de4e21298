/**
 * The boundaries between the rooms, as rules over the compiled classes. Every rule takes the package that it looks below, so that it can be shown to fail
 * on the small trees in {@code planted}.
 */
@NullMarked
package io.smolotchi.release.architecture;

import org.jspecify.annotations.NullMarked;
