@NullMarked
package io.smolotchi.release.web;

import org.jspecify.annotations.NullMarked;
