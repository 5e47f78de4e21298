/**
 * The front door: {@link io.smolotchi.release.Changes} plans and alters, {@link io.smolotchi.release.Inquiries} reads catalog and host. Console, pages
 * and timer see these two and the values that they speak in, nothing else. No subpackage imports this package.
 */
@NullMarked
package io.smolotchi.release;

import org.jspecify.annotations.NullMarked;
