/** What two releases differ in: files, units, packages of the venv. Reads manifests, and only those files whose text differs. */
@NullMarked
package io.smolotchi.release.comparison;

import org.jspecify.annotations.NullMarked;
