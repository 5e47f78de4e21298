package io.smolotchi.release.operator;

/** A call over the bus that was answered with an error, or not at all. */
final class BusFailure extends RuntimeException {

    private static final String STANDARD = "org.freedesktop.DBus.Error.";

    private final String name;

    /** @param name as it goes over the bus */
    BusFailure(String name, String message) {
        super(message);
        this.name = name;
    }

    String name() {
        return name;
    }

    String words() {
        return getMessage() + " (" + name + ")";
    }

    /**
     * Nobody has that name, and the bus knows nobody to start for it. That a name has no owner is something else: whoever is asked says that of another
     * one, such as that of a caller who went away.
     */
    boolean isNobodyThere() {
        return name.equals(STANDARD + "ServiceUnknown");
    }

    /** The bus started whoever was asked, and waited no longer: he has not got the call. That nobody answered one that he got has another name. */
    boolean isNotDelivered() {
        return name.equals(STANDARD + "TimedOut");
    }

    /** Whoever was asked went away before he answered: he may have done it, or not. */
    boolean isGoneAway() {
        return name.equals(STANDARD + "NoReply");
    }

    /** The library names an error after its class, with points. */
    boolean is(Class<? extends Exception> type) {
        return name.equals(type.getName().replace('$', '.'));
    }
}
