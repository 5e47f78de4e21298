/** The calls by which what is written reaches the disk. Everything that has to be there after a power cut goes through here. */
@NullMarked
package io.smolotchi.release.durable;

import org.jspecify.annotations.NullMarked;
