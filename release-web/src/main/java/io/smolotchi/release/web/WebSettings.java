package io.smolotchi.release.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code smolotchi.web.*} in {@code /etc/smolotchi-release/application.yaml}.
 *
 * @param hosts names that the server answers to, without port, an IPv6 address in brackets
 * @param insecure lets the server listen on an address of the network without TLS
 * @param uploadMost size of an archive that a browser may send; a suffix such as MB names the unit
 * @param htmxVersion of the webjar in the class path; set by the build
 */
@ConfigurationProperties("smolotchi.web")
record WebSettings(
        @DefaultValue({"127.0.0.1", "localhost", "[::1]"}) List<String> hosts,
        @DefaultValue("false") boolean insecure,
        @DefaultValue("512MB") DataSize uploadMost,
        String htmxVersion) {}
