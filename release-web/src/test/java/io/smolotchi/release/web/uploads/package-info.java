@NullMarked
package io.smolotchi.release.web.uploads;

import org.jspecify.annotations.NullMarked;
