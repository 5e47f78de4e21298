package io.smolotchi.release.health;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.smolotchi.release.descriptor.Application.Check;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final PortHolders HOLDERS = new PortHolders("nobody");

    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server = start();

    private static HttpServer start() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void serve() {
        answer("/ok", 200, "");
        answer("/error", 500, "");
        answer("/away", 302, "http://192.0.2.1/");
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void answer(String path, int status, String location) {
        server.createContext(path, exchange -> {
            connections.incrementAndGet();
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Probe.Answer get(String path) {
        return get(port(), path);
    }

    private static Probe.Answer get(int port, String path) {
        return new HttpProbe(new Check.Http("web", "http://127.0.0.1:" + port + path, 200, 399), LIMIT, HOLDERS).ask();
    }

    @Test
    void a_status_in_the_range_is_green() {
        assertThat(get("/ok")).isEqualTo(new Probe.Answer(true, "HTTP 200"));
    }

    @Test
    void a_status_beyond_it_is_red() {
        assertThat(get("/error")).isEqualTo(new Probe.Answer(false, "HTTP 500"));
        assertThat(get("/nowhere")).isEqualTo(new Probe.Answer(false, "HTTP 404"));
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() {
        assertThat(get("/away")).isEqualTo(new Probe.Answer(true, "HTTP 302"));
    }

    @Test
    void nobody_there_is_red() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(get(free, "/")).isEqualTo(new Probe.Answer(false, "connection refused"));
        assertThat(new TcpProbe(new Check.Tcp("web", "127.0.0.1", free), LIMIT, HOLDERS)
                        .ask()
                        .green())
                .isFalse();
    }

    @Test
    void a_port_that_accepts_is_green_for_tcp() {
        assertThat(new TcpProbe(new Check.Tcp("web", "127.0.0.1", port()), LIMIT, HOLDERS)
                        .ask()
                        .green())
                .isTrue();
    }

    @Test
    void a_proxy_of_the_machine_is_not_asked() {
        List.of("http.proxyHost", "https.proxyHost", "socksProxyHost")
                .forEach(name -> System.setProperty(name, "192.0.2.1"));
        try {
            assertThat(get("/ok").green()).isTrue();
            assertThat(new TcpProbe(new Check.Tcp("web", "127.0.0.1", port()), LIMIT, HOLDERS)
                            .ask()
                            .green())
                    .isTrue();
        } finally {
            List.of("http.proxyHost", "https.proxyHost", "socksProxyHost").forEach(System::clearProperty);
        }
    }

    @Test
    void a_server_that_says_nothing_is_red_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long begin = System.nanoTime();
            assertThat(get(silent.getLocalPort(), "/")).satisfies(answer -> {
                assertThat(answer.green()).isFalse();
                assertThat(answer.detail()).startsWith("no answer");
            });
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LIMIT.multipliedBy(3));
        }
    }

    @Test
    void a_server_that_drips_is_red_in_time() throws IOException {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(slow));
            assertThat(get(slow.getLocalPort(), "/")).isEqualTo(new Probe.Answer(false, "no answer within 1 s"));
        }
    }

    private void drip(ServerSocket slow) {
        try (Socket socket = slow.accept();
                OutputStream out = socket.getOutputStream()) {
            for (byte letter : "HTTP/1.1 200 OK\r\nX-Wait: aaaaaaaaaaaaaaaaaaaaaaa".getBytes(US_ASCII)) {
                out.write(letter);
                if (end.await(150, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException _) {
            // The client had enough.
        }
    }

    @Test
    void something_that_is_not_http_is_red() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = other.accept()) {
                    socket.getInputStream().read();
                    socket.getOutputStream().write("220 mail.example ESMTP\r\n\r\n".getBytes(US_ASCII));
                } catch (IOException _) {
                    // The client had enough.
                }
            });
            assertThat(get(other.getLocalPort(), "/").green()).isFalse();
        }
    }

    @Test
    void each_question_has_a_connection_of_its_own() throws IOException {
        try (ServerSocket counting = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket socket = counting.accept();
                        connections.incrementAndGet();
                        socket.getInputStream().read(new byte[4096]);
                        socket.getOutputStream()
                                .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII));
                    }
                } catch (IOException _) {
                    // Closed with the test.
                }
            });
            for (int i = 0; i < 3; i++) {
                assertThat(get(counting.getLocalPort(), "/").green()).isTrue();
            }
        }
        assertThat(connections).hasValue(3);
    }

    @Test
    void an_address_that_is_none_is_red() {
        assertThat(new HttpProbe(new Check.Http("web", "file:///etc/passwd", 0, 599), LIMIT, HOLDERS).ask())
                .isEqualTo(new Probe.Answer(false, "not an address of a web server: file:///etc/passwd"));
    }
}
