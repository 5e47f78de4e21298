package io.smolotchi.release.testhost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("host")
class TwoHostsTest {
    private static final String URL = "http://127.0.0.1:8080/";

    @Test
    void two_hosts_share_neither_units_nor_ports() throws IOException {
        try (TestHost one = TestHost.builder().boot();
                TestHost two = TestHost.builder().boot()) {
            install(one, "one");
            install(two, "two");

            one.execOk("systemctl", "start", "site.service");
            assertThat(two.exec("systemctl", "is-active", "site.service").stdout())
                    .isEqualTo("inactive\n");
            assertThat(two.httpGet(URL).status()).isZero();

            two.execOk("systemctl", "start", "site.service");
            awaitSite(one);
            awaitSite(two);
            assertThat(one.httpGet(URL).body()).isEqualTo("one");
            assertThat(two.httpGet(URL).body()).isEqualTo("two");

            one.cut();
            assertThat(two.execOk("systemctl", "is-active", "site.service").stdout())
                    .isEqualTo("active\n");
            assertThat(two.httpGet(URL).body()).isEqualTo("two");
        }
    }

    private static void install(TestHost host, String text) throws IOException {
        Files.createDirectories(host.liveRoot().resolve("srv/site"));
        Files.writeString(host.liveRoot().resolve("srv/site/index.html"), text);
        Files.writeString(host.liveRoot().resolve("etc/systemd/system/site.service"), """
                [Service]
                ExecStart=python3 -m http.server 8080 --bind 127.0.0.1 --directory /srv/site
                """);
        host.execOk("systemctl", "daemon-reload");
    }

    private static void awaitSite(TestHost host) {
        assertThat(Patience.until(
                        Duration.ofSeconds(20), () -> host.httpGet(URL).status() == 200))
                .isTrue();
    }
}
