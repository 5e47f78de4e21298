package io.smolotchi.release.demo;

import io.smolotchi.release.testhost.TestHost;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A disposable machine with a real systemd, and a network of its own. */
final class SystemdMachine implements Machine {
    private static final String VERSIONS = "/srv/smolotchi-versions";

    private final TestHost host;
    private final Path javaHome;
    private final CleanUp cleanUp;

    private SystemdMachine(TestHost host, Path javaHome, CleanUp cleanUp) {
        this.host = host;
        this.javaHome = javaHome;
        this.cleanUp = cleanUp;
    }

    static SystemdMachine boot(Path versions, CleanUp cleanUp) {
        // Programs and libraries may lie on other file systems than /, which the machine would not see.
        Path javaHome = Path.of(System.getProperty("java.home"));
        TestHost host = TestHost.builder()
                .bind(versions, VERSIONS, true)
                .bind(javaHome, javaHome.toString(), true)
                .boot();
        return new SystemdMachine(host, javaHome, cleanUp);
    }

    TestHost host() {
        return host;
    }

    @Override
    public List<String> inside(List<String> command) {
        return Stream.of(
                        host.commandPrefix(),
                        List.of("env", "--chdir=" + host.checkout(), "JAVA_HOME=" + javaHome),
                        command)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<String> options() {
        return List.of();
    }

    @Override
    public Path outside(String path) {
        return host.root().resolve(path.substring(1));
    }

    @Override
    public Path versions() {
        return Path.of(VERSIONS);
    }

    @Override
    public int publish(int port) {
        NetworkNamespace network = NetworkNamespace.enter(Path.of("/run/netns", host.netns()));
        cleanUp.close(network);
        Relay relay = Relay.listen(Ports.freeHere(port), () -> network.connect(port));
        cleanUp.close(relay);
        return relay.port();
    }

    /** Nothing else listens there. */
    @Override
    public int freePort(int wanted) {
        return wanted;
    }

    @Override
    public void close() {
        host.close();
    }
}
