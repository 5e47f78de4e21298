package io.smolotchi.release.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.testhost.ExecResult;
import io.smolotchi.release.testhost.HttpAnswer;
import io.smolotchi.release.testhost.TestHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the console of a test host. */
final class Operator {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String VERSIONS = "/srv/versions";

    private final TestHost host;

    Operator(TestHost host) {
        this.host = host;
    }

    /**
     * Builds the sample's versions inside the host, and shortens the health window to what its slowest fault, a crash after five seconds, takes to
     * show.
     */
    void hasTheSample() {
        hasTheSample("--all");
    }

    void hasTheSample(String... versions) {
        host.execOk("mkdir", "-p", "/etc/smolotchi-release");
        host.execOk(
                "sh",
                "-c",
                "printf 'health:\\n  deadline: 15s\\n  steady: 7s\\n' > /etc/smolotchi-release/release.yaml");
        List<String> build = new ArrayList<>(List.of("/usr/bin/python3", host.checkout() + "/samples/build", "--tar"));
        build.addAll(List.of(versions));
        build.add(VERSIONS);
        host.execOk(build.toArray(String[]::new));
    }

    /** For tests that are not about the watch: a second, and no unit that is not well anyway. It lasts at least twice as long as a unit waits to be restarted. */
    void watchesBriefly() {
        host.execOk(
                "sh",
                "-c",
                "printf 'units:\\n  with-display: false\\nhealth:\\n  deadline: 12s\\n  steady: 1s\\n'"
                        + " >/etc/smolotchi-release/release.yaml; mkdir -p /etc/systemd/system/smolotchi-.service.d;"
                        + " printf '[Service]\\nRestartSec=200ms\\n' >/etc/systemd/system/smolotchi-.service.d/quick.conf; sync");
    }

    String tree(String version) {
        return VERSIONS + "/smolotchi-" + version;
    }

    String archive(String version) {
        return tree(version) + ".tar.gz";
    }

    String program() {
        return host.checkout() + "/bin/smolotchi-release";
    }

    ExecResult types(String... words) {
        List<String> command = new ArrayList<>(List.of(program()));
        command.addAll(List.of(words));
        return host.exec(PATIENCE, command);
    }

    /** Types it, and has it succeed. */
    ExecResult does(String... words) {
        ExecResult result = types(words);
        assertThat(result.exit())
                .as("%s%n%s%n%s", String.join(" ", words), result.stdout(), result.stderr())
                .isZero();
        return result;
    }

    JsonNode reads(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        ExecResult result = types(all.toArray(String[]::new));
        return JsonMapper.shared().readTree(result.stdout());
    }

    void stagesAndActivates(String version) {
        does("stage", tree(version), "--yes");
        does("activate", version, "--yes");
    }

    /** What the application's own web UI says it is. */
    String answeringVersion() {
        HttpAnswer answer = host.httpGet("http://127.0.0.1:8080/");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceAll("(?s).*?([0-9]+\\.[0-9]+\\.[0-9]+).*", "$1");
    }

    String currentVersion() {
        return host.execOk("readlink", "/opt/smolotchi/current")
                .stdout()
                .strip()
                .replace("releases/", "");
    }

    /** Waits until the link names that version, for as long as an activation may take. */
    void seesCurrent(String version) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!currentVersion().equals(version)) {
            assertThat(System.nanoTime()).as("%s never became current", version).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    /** Their numbers, one a line; blank when nothing is open. */
    String openJournals() {
        return host.exec("ls", "/var/lib/smolotchi-release/open").stdout();
    }

    boolean isActive(String unit) {
        return host.exec("systemctl", "is-active", unit).stdout().strip().equals("active");
    }

    /** Every file and link of units, tmpfiles and sysusers, with owner, mode, time-free content digest. */
    String installedFiles() {
        return host.execOk(
                        "sh",
                        "-c",
                        "cd /etc && find systemd/system tmpfiles.d sysusers.d \\( -type f -o -type l \\) -printf '%p %u:%g %m %l ' "
                                + "-exec sh -c '[ -L \"$1\" ] && echo link || sha256sum < \"$1\"' _ {} \\; | sort")
                .stdout();
    }

    /** A copy of a version's tree with one file written anew. */
    String variant(String version, String name, String path, String text) {
        Path variant = host.root().resolve("srv/" + name);
        host.execOk("cp", "-a", tree(version), "/srv/" + name);
        try {
            Files.createDirectories(variant.resolve(path).getParent());
            Files.writeString(variant.resolve(path), text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return "/srv/" + name;
    }

    static String lines(String... lines) {
        return Stream.of(lines).collect(Collectors.joining("\n", "", "\n"));
    }
}
