package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.Ssl;

class ExposureTest {

    private static final Ssl TLS = Ssl.forBundle("web");

    @Test
    void the_network_wants_tls_unless_told_otherwise() throws UnknownHostException {
        InetAddress network = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});

        assertThatThrownBy(() -> Exposure.refuseUnlessSafe(network, null, false))
                .hasMessageContaining("cannot listen on 192.0.2.7")
                .hasMessageContaining("server.ssl.bundle");
        assertThatThrownBy(() -> Exposure.refuseUnlessSafe(null, null, false)).hasMessageContaining("all addresses");
        assertThatCode(() -> Exposure.refuseUnlessSafe(network, TLS, false)).doesNotThrowAnyException();
        assertThatCode(() -> Exposure.refuseUnlessSafe(network, null, true)).doesNotThrowAnyException();
    }

    @Test
    void the_loopback_address_does_not() {
        assertThatCode(() -> Exposure.refuseUnlessSafe(InetAddress.getLoopbackAddress(), null, false))
                .doesNotThrowAnyException();
    }
}
