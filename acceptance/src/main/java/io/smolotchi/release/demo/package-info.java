/**
 * A story in chapters: the release manager does its main job before the eyes of whoever watches, with the programs that
 * a user types. Each chapter is checked; the demo fails when one did not do what it says.
 */
@NullMarked
package io.smolotchi.release.demo;

import org.jspecify.annotations.NullMarked;
