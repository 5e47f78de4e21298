package io.smolotchi.release.operator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A message bus on which everybody may do everything; the same program as a machine's. */
final class PrivateBus implements AutoCloseable {

    private final Process daemon;
    private final String address;

    /** @param directory for its socket, with a short path */
    PrivateBus(Path directory) throws IOException {
        Path configuration = Files.writeString(directory.resolve("bus.conf"), """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <listen>unix:dir=%s</listen>
                  <policy context="default">
                    <allow send_destination="*" eavesdrop="true"/>
                    <allow eavesdrop="true"/>
                    <allow own="*"/>
                    <allow user="*"/>
                  </policy>
                </busconfig>
                """.formatted(directory));
        daemon = new ProcessBuilder(List.of(
                        "dbus-daemon",
                        "--config-file=" + configuration,
                        "--nofork",
                        "--nopidfile",
                        "--print-address=1"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(daemon.getInputStream(), StandardCharsets.UTF_8));
        address = Objects.requireNonNull(said.readLine(), "it says where it listens");
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        daemon.destroy();
        try {
            daemon.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
