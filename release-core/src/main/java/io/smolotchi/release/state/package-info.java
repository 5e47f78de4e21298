/**
 * The application's databases: what a release declares of them, the copies that are made of them before another release may migrate them, and the way
 * back. Everything is done as the user whom the files belong to, with SQLite's own backup, and the copies are kept apart from the application.
 */
@NullMarked
package io.smolotchi.release.state;

import org.jspecify.annotations.NullMarked;
