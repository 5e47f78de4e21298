package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bus before basic.target: its socket listens and nobody answers. */
class SilentBusTest {

    @Test
    void a_bus_that_says_nothing_is_given_up(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("bus");
        try (ServerSocketChannel server =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
                ServiceManager services = new DBusServiceManager("unix:path=" + socket, Duration.ofMillis(500))) {
            long begin = System.nanoTime();
            assertThatExceptionOfType(ServiceManagerException.class)
                    .isThrownBy(services::systemState)
                    .withMessageContaining("did not answer within");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(server.isOpen()).isTrue();
        }
    }

    @Test
    void a_bus_that_is_not_there_is_named(@TempDir Path directory) {
        try (ServiceManager services = new DBusServiceManager("unix:path=" + directory.resolve("bus"))) {
            assertThatExceptionOfType(ServiceManagerException.class)
                    .isThrownBy(services::systemState)
                    .withMessageContaining("cannot reach systemd: because the bus at unix:path=");
        }
    }

    @Test
    void nothing_is_asked_after_closing() {
        ServiceManager services = new DBusServiceManager();
        services.close();
        assertThatExceptionOfType(ServiceManagerException.class).isThrownBy(services::systemState);
    }
}
