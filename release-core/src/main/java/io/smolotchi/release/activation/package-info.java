/**
 * Changing what runs: the planner, the plan with its refusals, the journalled steps with their undo, and the recovery of an interrupted one.
 */
@NullMarked
package io.smolotchi.release.activation;

import org.jspecify.annotations.NullMarked;
