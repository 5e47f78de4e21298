package io.smolotchi.release.systemd;

import java.util.Locale;

/** An error that systemd answered with. */
final class BusError extends ServiceManagerException {

    private static final String SYSTEMD = "org.freedesktop.systemd1.";

    private final String name;

    BusError(String action, String name, String message) {
        super("cannot %s: because systemd says: %s (%s)".formatted(action, message, name));
        this.name = name;
    }

    /** As it goes over the bus, such as {@code org.freedesktop.systemd1.NoSuchUnit}. */
    String name() {
        return name;
    }

    boolean isNoSuchUnit() {
        return name.equals(SYSTEMD + "NoSuchUnit");
    }

    boolean isNoSuchFile() {
        return name.equals("org.freedesktop.DBus.Error.FileNotFound");
    }

    /** A job that a shutdown in progress would have to be cancelled for. */
    boolean isShutdown() {
        return name.equals(SYSTEMD + "TransactionIsDestructive") || name.equals(SYSTEMD + "ShuttingDown");
    }

    /** Says something about the unit, not about systemd. */
    boolean isAboutUnit() {
        return name.startsWith(SYSTEMD);
    }

    /** Without its prefix, as words: {@code unit-masked}. */
    String word() {
        return name.substring(name.lastIndexOf('.') + 1)
                .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                .toLowerCase(Locale.ROOT);
    }
}
