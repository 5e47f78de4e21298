package io.smolotchi.release.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Tells systemd, where that has started this process and wants to know, that the pages are served, and goes on being served. */
final class Supervision {

    private static final Logger LOG = LoggerFactory.getLogger(Supervision.class);
    private static final byte[] QUESTION =
            "GET /assets/favicon.svg HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "HTTP/".getBytes(StandardCharsets.US_ASCII);

    /** Within which systemd wants a sign of life; empty when it does not. */
    private final Optional<Duration> limit;

    private Supervision(Optional<Duration> limit) {
        this.limit = limit;
    }

    static Optional<Supervision> of(Map<String, String> environment) {
        if (!environment.containsKey("NOTIFY_SOCKET")) {
            return Optional.empty();
        }
        return Optional.of(new Supervision(Optional.ofNullable(environment.get("WATCHDOG_USEC"))
                .map(Long::valueOf)
                .map(Duration.ofNanos(1_000)::multipliedBy)));
    }

    /** From here on, until the context is closed. */
    void begin(ConfigurableApplicationContext context, URI address) {
        context.addApplicationListener(event -> {
            if (event instanceof ContextClosedEvent) {
                ServiceNotice.STOPPING.send();
            }
        });
        ServiceNotice.READY.send();
        limit.ifPresent(within ->
                Thread.ofPlatform().daemon().name("watchdog").start(() -> watch(address, within.dividedBy(3))));
    }

    /** Whoever has to be killed to be helped is one that no longer answers, whatever its threads do. */
    private static void watch(URI address, Duration interval) {
        try {
            while (true) {
                if (answers(address, interval)) {
                    ServiceNotice.ALIVE.send();
                }
                Thread.sleep(interval);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** Any answer will do; a server of TLS has one for this question too. */
    private static boolean answers(URI address, Duration patience) {
        int millis = (int) patience.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), millis);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(QUESTION);
            return Arrays.equals(socket.getInputStream().readNBytes(ANSWER.length), ANSWER);
        } catch (IOException e) {
            LOG.warn("the pages did not answer within {}", patience, e);
            return false;
        }
    }
}
