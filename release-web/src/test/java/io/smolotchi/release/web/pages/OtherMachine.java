package io.smolotchi.release.web.pages;

import java.util.Optional;
import org.springframework.test.util.ReflectionTestUtils;

/** For tests that put another machine behind a server that runs. */
public final class OtherMachine {

    /** The name of its bean. */
    public static final String LOOKOUT = "lookout";

    private OtherMachine() {}

    /** Nothing is known of it yet; a look at the one before has ended. */
    public static void arrives(Object lookout) {
        ((Lookout) lookout).patiently();
        ReflectionTestUtils.setField(lookout, "last", Optional.empty());
        ReflectionTestUtils.setField(lookout, "failed", Optional.empty());
    }
}
