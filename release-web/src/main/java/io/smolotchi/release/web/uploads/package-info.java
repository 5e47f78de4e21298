/** Archives on their way from a browser to the disk, where the core stages them. */
@NullMarked
package io.smolotchi.release.web.uploads;

import org.jspecify.annotations.NullMarked;
