@NullMarked
package io.smolotchi.release.web.accounts;

import org.jspecify.annotations.NullMarked;
