package io.smolotchi.release.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.Ssl;

/** Keeps passwords off the network: an address that others can reach wants TLS. */
final class Exposure {

    private Exposure() {}

    /** @param address to listen on; null for all of them */
    static void refuseUnlessSafe(@Nullable InetAddress address, @Nullable Ssl tls, boolean insecure) {
        boolean loopback = address != null && address.isLoopbackAddress();
        if (!loopback && !Ssl.isEnabled(tls) && !insecure) {
            throw new IllegalStateException("cannot listen on "
                    + (address == null ? "all addresses" : address.getHostAddress())
                    + ": because passwords would cross the network in the clear; configure server.ssl.bundle,"
                    + " or say --insecure, which is smolotchi.web.insecure in application.yaml");
        }
    }
}
