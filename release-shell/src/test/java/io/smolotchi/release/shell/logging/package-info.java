@NullMarked
package io.smolotchi.release.shell.logging;

import org.jspecify.annotations.NullMarked;
