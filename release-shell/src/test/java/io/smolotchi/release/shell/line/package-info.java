@NullMarked
package io.smolotchi.release.shell.line;

import org.jspecify.annotations.NullMarked;
