/**
 * The console. {@link io.smolotchi.release.shell.Main} dispatches: with arguments one command is run and the process ends with its exit code; without
 * them the interactive shell starts. Both go through {@link io.smolotchi.release.shell.Console}, so that a command behaves the same either way.
 */
@NullMarked
package io.smolotchi.release.shell;

import org.jspecify.annotations.NullMarked;
