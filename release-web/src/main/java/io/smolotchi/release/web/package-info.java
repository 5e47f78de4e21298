/**
 * The pages: a process of its own that reads and asks through the front door, {@link io.smolotchi.release.Changes} and
 * {@link io.smolotchi.release.Inquiries}, and knows nothing of how releases work. This package holds its entry, its settings and its wiring.
 */
@NullMarked
package io.smolotchi.release.web;

import org.jspecify.annotations.NullMarked;
