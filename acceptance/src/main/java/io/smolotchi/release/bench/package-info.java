/**
 * {@code bin/bench}: the store against what an operator would use instead, in turn, on the same trees and the same file system. Every result is checked; a
 * goal that is missed is a line of the report, never a failure.
 */
@NullMarked
package io.smolotchi.release.bench;

import org.jspecify.annotations.NullMarked;
