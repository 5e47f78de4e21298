/**
 * The front door over the system bus: a process of root that carries reads and changes out, and what asks it, which may be anybody on the machine. Values
 * travel as JSON; who asks is what the bus says, and whether he may is what polkit says.
 */
@NullMarked
package io.smolotchi.release.operator;

import org.jspecify.annotations.NullMarked;
