/**
 * Why something is not started, or could not be done: a stable {@link io.smolotchi.release.refusal.Code}, the words for it, and what to type next.
 *
 * <p>The lowest package: every room can refuse, and all of them refuse in the same shape, so that the console, the JSON and the pages need no
 * translation. Refusals are collected and shown together; {@link io.smolotchi.release.refusal.Refused} carries them where a call can't go on.
 */
@NullMarked
package io.smolotchi.release.refusal;

import org.jspecify.annotations.NullMarked;
