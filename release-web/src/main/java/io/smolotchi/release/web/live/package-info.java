/** What happens while it happens: the events of an operation as a stream to the browser. */
@NullMarked
package io.smolotchi.release.web.live;

import org.jspecify.annotations.NullMarked;
