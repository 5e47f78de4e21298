package io.smolotchi.release.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class AddressTest {

    private final MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8090");

    @Test
    void the_address_is_the_one_that_was_bound() {
        assertThat(address("127.0.0.1")).isEqualTo("http://127.0.0.1:8090/");
        assertThat(address("10.1.2.3")).isEqualTo("http://10.1.2.3:8090/");
        assertThat(address("::1")).isEqualTo("http://[0:0:0:0:0:0:0:1]:8090/");
        assertThat(address("")).isEqualTo("http://0.0.0.0:8090/");
    }

    @Test
    void with_a_certificate_it_is_https() {
        environment.setProperty("server.ssl.bundle", "web");

        assertThat(address("10.1.2.3")).isEqualTo("https://10.1.2.3:8090/");
    }

    private String address(String bound) {
        environment.setProperty("server.address", bound);
        return Address.of(environment).toString();
    }
}
