@NullMarked
package io.smolotchi.release.shell.command;

import org.jspecify.annotations.NullMarked;
