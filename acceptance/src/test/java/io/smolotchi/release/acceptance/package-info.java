/** The whole product as its users meet it: the console's program and the pages in a real browser, on a real systemd. */
@NullMarked
package io.smolotchi.release.acceptance;

import org.jspecify.annotations.NullMarked;
