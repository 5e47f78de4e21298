package io.smolotchi.release.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.core.env.Environment;

/** Where the pages are served, once they are: the address that was bound, not one that may lead to it. */
final class Address {

    private static final String ALL = "0.0.0.0";

    private Address() {}

    static URI of(Environment environment) {
        boolean tls = environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate");
        boolean off = !environment.getProperty("server.ssl.enabled", Boolean.class, true);
        return URI.create(
                (tls && !off ? "https" : "http") + "://" + host(environment.getProperty("server.address", ALL)) + ":"
                        + environment.getRequiredProperty("local.server.port") + "/");
    }

    private static String host(String bound) {
        try {
            InetAddress address = InetAddress.getByName(bound.isBlank() ? ALL : bound);
            return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("served on an address that does not exist: " + bound, e);
        }
    }
}
