package io.smolotchi.release.systemd;

import io.smolotchi.release.testhost.TestHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Installs units in a test host. */
public final class HostUnits {

    private final TestHost host;

    public HostUnits(TestHost host) {
        this.host = host;
    }

    /** Writes the file; whoever needs it loaded reloads. */
    public UnitName write(String name, String... lines) {
        try {
            Path directory = Files.createDirectories(host.liveRoot().resolve("etc/systemd/system"));
            Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
            return UnitName.of(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service that runs a shell command. */
    public UnitName service(String name, String command, String... lines) {
        return write(
                name,
                "[Service]",
                "ExecStart=/bin/sh -c '" + command + "'",
                String.join("\n", lines),
                "[Install]",
                "WantedBy=multi-user.target");
    }
}
