package io.smolotchi.release.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.HostProcess;
import io.smolotchi.release.testhost.TestHost;
import io.smolotchi.release.testhost.WithTestHost;
import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** systemd's own socket answers nobody from outside of its machine, so whoever asks runs in the host. */
@WithTestHost
class PrivateSocketTest {

    private static final int RELOADS = 40;
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Asks for reloads, each at a new connection, as the program of the boot does. */
    static final class Reloads {
        private Reloads() {}

        public static void main(String[] args) {
            for (int i = 0; i < RELOADS; i++) {
                long begun = System.nanoTime();
                try (ServiceManager systemd = DBusServiceManager.withoutBus()) {
                    systemd.daemonReload();
                }
                if (System.nanoTime() - begun > SOON.toNanos()) {
                    throw new IllegalStateException("reload " + i + " was not answered in time");
                }
            }
        }
    }

    @Test
    void reloads_are_answered_while_jobs_come_and_go(TestHost host) {
        HostUnits units = new HostUnits(host);
        for (int i = 1; i <= 6; i++) {
            units.write(
                    "smolo-" + i + ".service",
                    "[Unit]",
                    "StartLimitIntervalSec=0",
                    "[Service]",
                    "ExecStart=/bin/sleep 1000");
        }
        host.execOk("systemctl", "daemon-reload");
        try (HostProcess _ = host.spawn(
                        "sh",
                        "-c",
                        "while systemctl restart smolo-1 smolo-2 smolo-3; do systemctl stop smolo-1 smolo-2 smolo-3; done");
                HostProcess _ = host.spawn("sh", "-c", "while systemctl restart smolo-4 smolo-5 smolo-6; do :; done")) {
            assertThat(host.exec(
                                    Duration.ofMinutes(3),
                                    List.of(
                                            System.getProperty("java.home") + "/bin/java",
                                            "-cp",
                                            classPath(host),
                                            Reloads.class.getName()))
                            .orThrow()
                            .exit())
                    .isZero();
        }
    }

    /** Copied, since the host sees the checkout alone. */
    private static String classPath(TestHost host) {
        host.execOk("mkdir", "-p", "/srv/lib");
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        entry.startsWith(host.checkout() + "/") || entry.contains("dbus") || entry.contains("slf4j"))
                .map(entry -> entry.endsWith(".jar") ? copied(host, new File(entry)) : entry)
                .collect(Collectors.joining(":"));
    }

    private static String copied(TestHost host, File jar) {
        try {
            java.nio.file.Files.copy(
                    jar.toPath(), host.root().resolve("srv/lib").resolve(jar.getName()));
            return "/srv/lib/" + jar.getName();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
