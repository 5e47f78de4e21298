/** The commands, one class each: values of a line, a question to the core, an answer. */
@NullMarked
package io.smolotchi.release.shell.command;

import org.jspecify.annotations.NullMarked;
