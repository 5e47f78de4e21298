@NullMarked
package io.smolotchi.release.shell.interactive;

import org.jspecify.annotations.NullMarked;
