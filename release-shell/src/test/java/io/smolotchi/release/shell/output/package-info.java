@NullMarked
package io.smolotchi.release.shell.output;

import org.jspecify.annotations.NullMarked;
