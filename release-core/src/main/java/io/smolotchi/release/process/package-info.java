/**
 * The only place that starts a process: bounded in time and output, with an environment of its own, children ended with it.
 */
@NullMarked
package io.smolotchi.release.process;

import org.jspecify.annotations.NullMarked;
