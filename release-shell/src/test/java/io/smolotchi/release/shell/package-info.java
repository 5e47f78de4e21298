@NullMarked
package io.smolotchi.release.shell;

import org.jspecify.annotations.NullMarked;
