/** Who is asking, whether the request may come from where it comes from, and what the browser is told about it. */
@NullMarked
package io.smolotchi.release.web.security;

import org.jspecify.annotations.NullMarked;
