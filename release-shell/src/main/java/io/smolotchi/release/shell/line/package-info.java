/**
 * The words of the command line: which commands, operands and options there are, and what a line means. Knows nothing of what commands do; help,
 * completion and {@code docs/cli.md} are made from it.
 */
@NullMarked
package io.smolotchi.release.shell.line;

import org.jspecify.annotations.NullMarked;
