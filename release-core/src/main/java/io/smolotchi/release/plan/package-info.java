/**
 * What would happen, as values: computed by the room that would carry it out, shown by console and pages, and compared again under the lock. Knows
 * the catalog's values and nothing else, so that a view needs no other room.
 */
@NullMarked
package io.smolotchi.release.plan;

import org.jspecify.annotations.NullMarked;
