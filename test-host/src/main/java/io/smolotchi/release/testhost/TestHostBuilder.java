package io.smolotchi.release.testhost;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a host is like before it boots for the first time. */
public final class TestHostBuilder {
    private final List<Bind> binds = new ArrayList<>();
    private final List<HostDisk> disks = new ArrayList<>();
    private final List<Consumer<Path>> changes = new ArrayList<>();
    private Path below = Path.of("/");
    private Duration bootLimit = Duration.ofSeconds(60);

    TestHostBuilder() {}

    /**
     * Shows a directory of the machine to the host.
     *
     * @param outside absolute, on the machine
     * @param inside absolute, in the host; made when it doesn't exist
     */
    public TestHostBuilder bind(Path outside, String inside, boolean readOnly) {
        return bind(new Bind(outside, inside, readOnly));
    }

    TestHostBuilder bind(Bind bind) {
        binds.add(bind);
        return this;
    }

    /**
     * Puts directories of the host on a disk, empty; {@link TestHost#cutPower()} cuts the disk off together with the host.
     * The caller closes the disk, after the host.
     *
     * @param directories absolute, in the host, such as /opt; made when they don't exist
     */
    public TestHostBuilder disk(LoopDisk disk, String... directories) {
        return disk(new HostDisk(disk, List.of(directories), false));
    }

    /** As {@link #disk(LoopDisk, String...)}, with what the host has in them: for /etc, which no host boots without. */
    public TestHostBuilder filledDisk(LoopDisk disk, String... directories) {
        return disk(new HostDisk(disk, List.of(directories), true));
    }

    private TestHostBuilder disk(HostDisk disk) {
        disks.add(disk);
        disk.binds().forEach(this::bind);
        return this;
    }

    /** A change of the root file system before the first boot; it is given the root's path as seen from outside. */
    public TestHostBuilder prepare(Consumer<Path> change) {
        changes.add(change);
        return this;
    }

    /**
     * Has the host's layer lie over that root file system, such as one of another release of Debian, instead of over the machine's own. Nobody may write to it
     * while the host exists.
     */
    public TestHostBuilder over(Path root) {
        this.below = root;
        return this;
    }

    /** How long each boot may take; 60 seconds by default. */
    public TestHostBuilder bootLimit(Duration limit) {
        this.bootLimit = limit;
        return this;
    }

    /**
     * Boots a host and waits until it is up. The caller closes it.
     *
     * @throws TestHostException with the console's output when it does not come up; nothing is left behind then
     */
    public TestHost boot() {
        TestHostAvailability.require();
        Path checkout = Checkout.find();
        List<Bind> all = new ArrayList<>(binds);
        all.add(new Bind(checkout, checkout.toString(), true));
        List<Consumer<Path>> prepared = new ArrayList<>(changes);
        disks.forEach(disk -> prepared.add(disk::prepare));
        List<LoopDisk> power = disks.stream().map(HostDisk::disk).distinct().toList();
        return TestHost.create(checkout, new TestHost.Furnishing(below, all, power, prepared), bootLimit);
    }
}
