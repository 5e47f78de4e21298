/** What a monitoring program may know: whether all is well, which version this is, and figures for Prometheus. */
@NullMarked
package io.smolotchi.release.web.figures;

import org.jspecify.annotations.NullMarked;
