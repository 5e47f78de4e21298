/** Looks at the machine, check by check: each has its result and its remedy, and what is safe can be mended. */
@NullMarked
package io.smolotchi.release.doctor;

import org.jspecify.annotations.NullMarked;
