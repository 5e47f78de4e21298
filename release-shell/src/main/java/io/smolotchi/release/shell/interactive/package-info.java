/**
 * The interactive console: a Spring Shell application whose commands are thin adapters over {@link io.smolotchi.release.shell.Console}. Reading lines,
 * history and completion are JLine's.
 */
@NullMarked
package io.smolotchi.release.shell.interactive;

import org.jspecify.annotations.NullMarked;
