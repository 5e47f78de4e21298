/**
 * The pages. Each reads the front door, turns what it finds into a view (a record of texts), and names the template; a template makes no decision
 * beyond showing or not showing.
 */
@NullMarked
package io.smolotchi.release.web.pages;

import org.jspecify.annotations.NullMarked;
