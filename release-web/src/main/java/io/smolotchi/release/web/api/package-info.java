/** The JSON API under {@code /api/v1}: the verbs of the pages for programs. */
@NullMarked
package io.smolotchi.release.web.api;

import org.jspecify.annotations.NullMarked;
