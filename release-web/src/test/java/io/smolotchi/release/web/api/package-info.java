@NullMarked
package io.smolotchi.release.web.api;

import org.jspecify.annotations.NullMarked;
