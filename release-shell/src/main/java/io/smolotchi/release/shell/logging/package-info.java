/**
 * Where the log goes: to the journal with fields where systemd runs us as a service, else to a file below the root, with {@code --debug} to standard
 * error. Never to standard output, and never a secret.
 */
@NullMarked
package io.smolotchi.release.shell.logging;

import org.jspecify.annotations.NullMarked;
