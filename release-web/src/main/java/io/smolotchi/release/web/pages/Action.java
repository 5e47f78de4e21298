package io.smolotchi.release.web.pages;

import java.util.Optional;

/**
 * A change that a page offers: a link to its review, or why it can't be had.
 *
 * @param id of the element, stable for scripts and tests
 * @param whyNot in words; empty when it can be had
 */
public record Action(String id, String label, String href, Optional<String> whyNot) {

    private static final String VIEWER = "Your role is viewer: it may look at everything and change nothing.";

    static Action of(String id, String label, String href) {
        return new Action(id, label, href, Optional.empty());
    }

    static Action not(String id, String label, String why) {
        return new Action(id, label, "", Optional.of(why));
    }

    /** For somebody who may not change anything the reason is always the same. */
    Action forReader(boolean mayChange) {
        return mayChange ? this : not(id, label, VIEWER);
    }
}
