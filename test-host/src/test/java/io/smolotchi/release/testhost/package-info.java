/** Tests of the test host: the pure parts everywhere, the rest (tag host) where a host can be had. */
@NullMarked
package io.smolotchi.release.testhost;

import org.jspecify.annotations.NullMarked;
