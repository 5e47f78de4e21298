package io.smolotchi.release.health;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/** Says in a few words why a connection came to nothing. */
final class Reasons {

    private Reasons() {}

    static String of(IOException failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return switch (failure) {
            case UnknownHostException _ -> "the name is not known";
            case SocketTimeoutException _ -> "no answer in time";
            default -> message.toLowerCase(Locale.ROOT).replaceAll("\\p{Cntrl}+", " ");
        };
    }
}
