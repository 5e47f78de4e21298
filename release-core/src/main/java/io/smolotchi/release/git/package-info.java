/**
 * Trees out of git repositories. A repository is as hostile as an archive: nothing of its configuration, hooks or attributes takes effect.
 */
@NullMarked
package io.smolotchi.release.git;

import org.jspecify.annotations.NullMarked;
