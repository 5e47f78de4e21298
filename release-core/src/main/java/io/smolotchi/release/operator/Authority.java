package io.smolotchi.release.operator;

/** Whether somebody may do something. */
interface Authority {

    /** @param mayAsk whether the caller waits while a person is asked for a password */
    boolean allows(Peer peer, Permission permission, boolean mayAsk);
}
