package io.smolotchi.release.operator;

/**
 * Whoever is at the other end of a call, as the bus knows him.
 *
 * @param name on the bus, which no other connection ever gets
 * @param uid of the process that connected
 */
record Peer(String name, long uid) {

    boolean isRoot() {
        return uid == 0;
    }
}
