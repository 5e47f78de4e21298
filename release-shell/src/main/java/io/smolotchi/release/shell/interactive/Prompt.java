package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.Status;
import java.util.Optional;
import java.util.function.Supplier;

/** Says what runs, whether it is well, and how the last command ended. */
final class Prompt {

    private final Supplier<Optional<Status>> status;

    /** @param status empty when it can't be told */
    Prompt(Supplier<Optional<Status>> status) {
        this.status = status;
    }

    String text(int last) {
        String failed = last == 0 ? "" : " [" + last + "]";
        return status.get().map(Prompt::about).orElse("smolotchi-release") + failed + "> ";
    }

    private static String about(Status status) {
        String version = status.current().map(Object::toString).orElse("nothing");
        return status.application() + " " + version + (status.well() ? "" : " (not well)");
    }
}
