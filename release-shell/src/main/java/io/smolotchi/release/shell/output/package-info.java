/**
 * What commands show: a {@link io.smolotchi.release.shell.output.View} per result, which prints itself for people and gives itself as values for
 * JSON. Everything that depends on the terminal, the clock and the zone is in {@link io.smolotchi.release.shell.output.Look}.
 */
@NullMarked
package io.smolotchi.release.shell.output;

import org.jspecify.annotations.NullMarked;
