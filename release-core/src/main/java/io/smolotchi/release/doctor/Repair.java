package io.smolotchi.release.doctor;

/** What may be done without asking what somebody meant: each only makes what is recorded or declared already, and does no harm when done twice. In this order. */
public enum Repair {
    CREATE_ACCOUNTS("create the missing accounts by systemd-sysusers"),
    CREATE_DIRECTORIES("create the missing directories, and set owner and mode of the others, by systemd-tmpfiles"),
    RELOAD("have systemd read its unit files again"),
    START_TIMERS("start the timers that are enabled and do not run");

    private final String does;

    Repair(String does) {
        this.does = does;
    }

    public String does() {
        return does;
    }
}
