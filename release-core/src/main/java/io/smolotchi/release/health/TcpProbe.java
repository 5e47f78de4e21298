package io.smolotchi.release.health;

import io.smolotchi.release.descriptor.Application;
import io.smolotchi.release.systemd.UnitState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Green when somebody accepts the connection. */
final class TcpProbe implements Probe {

    private final Application.Check.Tcp check;
    private final Duration limit;
    private final PortHolders holders;

    TcpProbe(Application.Check.Tcp check, Duration limit, PortHolders holders) {
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
        return Loopback.is(check.host()) ? holders.stranger(check.port(), units) : Optional.empty();
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
