/**
 * The interpreter that a release runs with, the virtual environment that it may bring, and the bytecode that is compiled once, when it is staged.
 */
@NullMarked
package io.smolotchi.release.python;

import org.jspecify.annotations.NullMarked;
