package io.smolotchi.release.health;

/** Whether a host as written in a check is this machine, without asking anybody. */
final class Loopback {

    private Loopback() {}

    static boolean is(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.equals("localhost") || bare.equals("::1") || bare.startsWith("127.");
    }
}
