/**
 * From a request to its outcome: plan, confirmation, asking, and following what happens. Every command that changes something goes through {@link
 * io.smolotchi.release.shell.flow.ChangeFlow}.
 */
@NullMarked
package io.smolotchi.release.shell.flow;

import org.jspecify.annotations.NullMarked;
