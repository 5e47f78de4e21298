package io.smolotchi.release.web.pages;

import io.smolotchi.release.catalog.OperationId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that come in an address. */
public final class Numbers {

    private static final Pattern POSITIVE = Pattern.compile("[1-9][0-9]{0,17}");

    private Numbers() {}

    /** Empty when the text is none. */
    public static Optional<OperationId> operation(String text) {
        return POSITIVE.matcher(text).matches() ? Optional.of(new OperationId(Long.parseLong(text))) : Optional.empty();
    }
}
