package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitState;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Green when a GET is answered with an expected status. Each question is asked over a connection of its own, since one that is kept could lead to a
 * process that no longer listens; a redirect is an answer and is not followed; no proxy has a say.
 */
final class HttpProbe implements Probe {

    private final Application.Check.Http check;
    private final Duration limit;
    private final PortHolders holders;

    HttpProbe(Application.Check.Http check, Duration limit, PortHolders holders) {
        this.check = check;
        this.limit = limit;
        this.holders = holders;
    }

    @Override
    public String name() {
        return check.name();
    }

    @Override
    public Application.Limits limits() {
        return check.limits();
    }

    @Override
    public Optional<String> stranger(Collection<UnitState> units) {
        URI url = URI.create(check.url());
        int port = url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
        return Loopback.is(String.valueOf(url.getHost())) ? holders.stranger(port, units) : Optional.empty();
    }

    @Override
    public Answer ask() {
        // The time-outs of a connection start anew with every byte: only a limit from outside stops a server that
        // drips.
        FutureTask<Integer> status = new FutureTask<>(this::status);
        Thread asking = Thread.ofVirtual().name("health-http").start(status);
        try {
            int code = status.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(code >= check.expectFrom() && code <= check.expectTo(), "HTTP " + code);
        } catch (TimeoutException _) {
            return new Answer(false, "no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer(
                    false,
                    e.getCause() instanceof IOException failure ? Reasons.of(failure) : String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(false, "interrupted");
        } finally {
            asking.interrupt();
        }
    }

    private int status() throws IOException {
        URLConnection connection = URI.create(check.url()).toURL().openConnection(Proxy.NO_PROXY);
        if (!(connection instanceof HttpURLConnection http)) {
            throw new IOException("not an address of a web server: " + check.url());
        }
        int millis = Math.toIntExact(limit.toMillis());
        http.setConnectTimeout(millis);
        http.setReadTimeout(millis);
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setRequestProperty("Connection", "close");
        http.setRequestProperty("User-Agent", "smolotchi-release");
        try {
            int code = http.getResponseCode();
            if (code < 0) {
                throw new IOException("the answer is not HTTP");
            }
            return code;
        } finally {
            http.disconnect();
        }
    }
}
