/**
 * What exists and what happened: releases, operations, activations, events and marks as values, the pure rules over them, and the port to the
 * database that remembers them. Knows no disk, no process and no systemd.
 */
@NullMarked
package io.smolotchi.release.catalog;

import org.jspecify.annotations.NullMarked;
