package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Green when somebody accepts the connection. */
final class TcpProbe implements Probe {

    private final Application.Check.Tcp check;
    private final Duration limit;

    TcpProbe(Application.Check.Tcp check, Duration limit) {
        this.check = check;
        this.limit = limit;
    }

    @Override
    public String name() {
        return check.name();
    }

    @Override
    public Answer ask() {
        String where = check.host() + ":" + check.port();
        try (Socket socket = new Socket(Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(check.host(), check.port()), Math.toIntExact(limit.toMillis()));
            return new Answer(true, where + " accepts connections");
        } catch (IOException e) {
            return new Answer(false, where + ": " + Reasons.of(e));
        }
    }
}
