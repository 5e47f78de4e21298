/** The front door over the bus, held against a message bus of the tests' own. */
@NullMarked
package io.smolotchi.release.operator;

import org.jspecify.annotations.NullMarked;
