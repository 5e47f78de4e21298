package io.smolotchi.release.testhost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine with a real systemd, for one test class. It sees the file system of the machine that runs the tests as it was
 * when the host was made, without the units enabled there and without any trace of smolotchi, and writes to a layer of
 * its own. The checkout is there read-only, at the same path. It has no network but its own 127.0.0.1. Not
 * thread-safe, except that several commands may run at once.
 */
public final class TestHost implements AutoCloseable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final ResourceName name;
    private final Path checkout;
    private final Path directory;
    private final HostRoot root;
    private final Console console;
    private final Furnishing furnishing;
    private final Duration bootLimit;
    private final List<HostProcess> spawned = new CopyOnWriteArrayList<>();
    private @Nullable Container container;
    private boolean closed;

    private TestHost(
            ResourceName name,
            Path checkout,
            Path directory,
            HostRoot root,
            Furnishing furnishing,
            Duration bootLimit) {
        this.name = name;
        this.checkout = checkout;
        this.directory = directory;
        this.root = root;
        this.console = new Console(directory.resolve("console"));
        this.furnishing = furnishing;
        this.bootLimit = bootLimit;
    }

    public static TestHostBuilder builder() {
        return new TestHostBuilder();
    }

    /**
     * What a host is made with.
     *
     * @param below the root file system that is seen where the host has written nothing
     * @param disks those that lose their power with it
     * @param changes of the root before the first boot
     */
    record Furnishing(Path below, List<Bind> binds, List<LoopDisk> disks, List<Consumer<Path>> changes) {}

    static TestHost create(Path checkout, Furnishing furnishing, Duration bootLimit) {
        ResourceName name = ResourceName.next(ResourceName.Kind.HOST);
        Path directory = Workspace.open(name);
        try {
            HostRoot root = HostRoot.mount(name, directory, furnishing.below());
            root.prepare(name, furnishing.changes());
            Command.run("ip", "netns", "add", name.toString()).orThrow();
            Command.run("ip", "-n", name.toString(), "link", "set", "lo", "up").orThrow();
            TestHost host = new TestHost(name, checkout, directory, root, furnishing, bootLimit);
            host.boot();
            return host;
        } catch (RuntimeException | Error e) {
            closeAfter(e, name);
            throw e;
        }
    }

    private static void closeAfter(Throwable failure, ResourceName name) {
        try {
            Workspace.close(name);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Also its host name, and the name of its network namespace. */
    public String name() {
        return name.toString();
    }

    /** The source tree that is being tested: the same path inside and outside, read-only inside. */
    public Path checkout() {
        return checkout;
    }

    /**
     * The host's root as seen from outside, also while it is off: its disk alone, without binds and without what lives
     * in memory (/run, /tmp). An absolute link in it leads out of it.
     */
    public Path root() {
        return root.path();
    }

    /** The root as the host itself sees it now, binds and /run included; another path after each boot. */
    public Path liveRoot() {
        return Path.of("/proc", Long.toString(leader()), "root");
    }

    /** The process id, outside, of the host's init. Another one after each boot. */
    public long leader() {
        return running().leader();
    }

    /** Where D-Bus clients outside, running as root, reach the host's system bus. Another one after each boot. */
    public String dbusAddress() {
        return "unix:path=" + liveRoot() + "/run/dbus/system_bus_socket";
    }

    /** The network namespace, for {@code ip netns exec NAME …}; both sides use 127.0.0.1. */
    public String netns() {
        return name.toString();
    }

    /** The words to put before a command that is to run outside, but in the host's network. */
    public List<String> networkPrefix() {
        return List.of("nsenter", "--net=/run/netns/" + name);
    }

    /**
     * The words to put before a command that is started outside, but is to run inside: for whoever wants to hold its
     * streams. Its surroundings are those of {@link #exec(Duration, List)}. Other words after each boot.
     */
    public List<String> commandPrefix() {
        return running().inside(List.of());
    }

    /** A program that starts the given one outside, but in the host's network: for whoever takes only one path. */
    public Path programInNetwork(Path program) {
        try {
            Path script = Files.createTempFile(
                    directory,
                    "in-network-",
                    ".sh",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            return Files.writeString(
                    script,
                    "#!/bin/sh\nexec %s '%s' \"$@\"\n"
                            .formatted(
                                    String.join(" ", networkPrefix()),
                                    program.toString().replace("'", "'\\''")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a start script", e);
        }
    }

    /** Runs a command inside as root, for at most a minute. A status other than 0 is a result, not an exception. */
    public ExecResult exec(String... command) {
        return exec(Command.DEFAULT_TIMEOUT, Arrays.asList(command));
    }

    /**
     * Runs a command inside as root, with PATH, LANG=C.UTF-8 and HOME only, nothing on its standard input, in the
     * directory /.
     *
     * @throws TestHostException when it takes longer; it is killed then
     */
    public ExecResult exec(Duration timeout, List<String> command) {
        return Command.run(timeout, command, running().inside(command));
    }

    /**
     * As {@link #exec(String...)}, for commands that have to succeed.
     *
     * @throws TestHostException with both outputs when the exit status is not 0
     */
    public ExecResult execOk(String... command) {
        return exec(command).orThrow();
    }

    /** Starts a command inside and goes on. It is killed when the host is closed, if not before. */
    public HostProcess spawn(String... command) {
        List<String> words = Arrays.asList(command);
        HostProcess process = HostProcess.start(words, running().inside(words), directory);
        spawned.add(process);
        return process;
    }

    /** The messages that the journal holds of a unit, this boot and earlier ones, oldest first, one a line. */
    public String journal(String unit) {
        return execOk("journalctl", "--no-pager", "--output=cat", "--unit=" + unit)
                .stdout();
    }

    /** GET from within the host's network, 10 seconds at most, redirects not followed. */
    public HttpAnswer httpGet(String url) {
        List<String> curl = List.of(
                "curl", "-q", "-sS", "--noproxy", "*", "--max-time", "10", "--write-out", "\\n%{http_code}", url);
        return HttpAnswer.of(Command.run(
                Duration.ofSeconds(20),
                Stream.concat(networkPrefix().stream(), curl.stream()).toList()));
    }

    /** What the host wrote to its console since it was made. */
    public String console() {
        return console.text();
    }

    /** Whether the host is on. */
    public boolean isOn() {
        return container != null && container.isAlive();
    }

    /**
     * Waits until no start-up job is left.
     *
     * @return systemd's word: running, or degraded when a unit has failed
     */
    public String waitUntilRunning(Duration limit) {
        return running().awaitBooted(Patience.of(limit));
    }

    /**
     * Switches a host on that is off, with the disk as it was left, and waits until it is up.
     *
     * @throws TestHostException with the console's output when it does not come up
     */
    public void boot() {
        if (isOn() || closed) {
            throw new IllegalStateException(name + (closed ? " is closed" : " is on"));
        }
        Patience patience = Patience.of(bootLimit);
        container = Container.start(name, root.path(), console, furnishing.binds(), patience);
        container.awaitBooted(patience);
    }

    /** Shuts the host down in order and boots it again. */
    public void reboot() {
        Container old = running();
        // The connection may end before the answer comes: what counts is how the host ends.
        exec("systemctl", "reboot");
        Optional<Integer> status = old.awaitEnd(STOP_LIMIT);
        if (status.isEmpty() || status.get() != Container.REBOOT) {
            throw new TestHostException(name + " did not reboot: "
                    + status.map(number -> "it ended with status " + number).orElse("it still runs"));
        }
        clearAway();
        boot();
    }

    /** Shuts the host down in order and leaves it off. */
    public void powerOff() {
        boolean done = running().shutDown(STOP_LIMIT);
        clearAway();
        if (!done) {
            throw new TestHostException(name + " did not shut down within " + STOP_LIMIT + " and was killed");
        }
    }

    /**
     * Kills everything in the host at once and leaves it off. What was written stays, synced or not; {@link #cutPower()}
     * loses what was not.
     */
    public void cut() {
        running();
        clearAway();
    }

    /**
     * Cuts the power of the host and of the disks that it was made with, and leaves it off. The disks have lost what was
     * not synced; what lies elsewhere stays.
     */
    public void cutPower() {
        running();
        furnishing.disks().forEach(LoopDisk::powerOff);
        clearAway();
        furnishing.disks().forEach(LoopDisk::powerOn);
    }

    private void clearAway() {
        if (container != null) {
            container.kill(KILL_LIMIT);
        }
        new Remains(name).killAll();
        new Cgroups(name).remove();
        container = null;
    }

    private Container running() {
        Container current = container;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException(name + " is off");
        }
        return current;
    }

    /**
     * Shuts the host down, by force if it does not follow, and removes everything that was made for it. Closing it
     * again does nothing.
     *
     * @throws TestHostException naming what could not be removed
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        // A test that was interrupted must not keep its host from being shut down.
        boolean interrupted = Thread.interrupted();
        try {
            spawned.forEach(HostProcess::close);
            if (isOn()) {
                running().shutDown(STOP_LIMIT);
            }
            clearAway();
        } finally {
            Workspace.close(name);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
