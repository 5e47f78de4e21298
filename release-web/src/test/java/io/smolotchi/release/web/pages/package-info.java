@NullMarked
package io.smolotchi.release.web.pages;

import org.jspecify.annotations.NullMarked;
