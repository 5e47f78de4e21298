package io.smolotchi.release.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;

/** Somebody whose mouse is broken. */
final class Keys {

    /** More than any page has places that take the focus. */
    private static final int MOST = 80;

    private final Page page;

    Keys(Page page) {
        this.page = page;
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Past what every page begins with, by the link that is there for it. */
    void skip() {
        press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        press("Enter");
    }

    void reach(String selector) {
        for (int tabs = 0; tabs < MOST; tabs++) {
            if (Boolean.TRUE.equals(page.evaluate("wanted => document.activeElement.matches(wanted)", selector))) {
                return;
            }
            press("Tab");
        }
        throw new AssertionError(selector + " can't be reached by the keyboard on " + page.url());
    }

    /** Follows a link or presses a button. */
    void choose(String selector) {
        reach(selector);
        press("Enter");
    }

    /** In a field: what was in it goes. */
    void fill(String selector, String text) {
        reach(selector);
        press("Control+A");
        page.keyboard().type(text);
    }
}
