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
    private final String program;

    /** With the program of the checkout. */
    Operator(TestHost host) {
        this(host, host.checkout() + "/bin/smolotchi-release");
    }

    Operator(TestHost host, String program) {
        this.host = host;
        this.program = program;
    }

    /** Builds every version of the sample inside the host. */
    void hasTheSample() {
        hasTheSample("--all");
    }

    void hasTheSample(String... versions) {
        List<String> build = new ArrayList<>(List.of("/usr/bin/python3", host.checkout() + "/samples/build", "--tar"));
        build.addAll(List.of(versions));
        build.add(VERSIONS);
        host.execOk(build.toArray(String[]::new));
    }

    /** For tests that are not about the watch: a second, and no unit that is not well anyway. */
    void watchesBriefly() {
        watches(12, 1, "units:", "  with-display: false");
    }

    /**
     * Sets the health window, in seconds, and what else the host's settings are to say. A window lasts at least twice as long as a unit waits to be
     * restarted, which is therefore made short.
     */
    void watches(int deadline, int steady, String... settings) {
        host.execOk(
                "sh",
                "-c",
                "mkdir -p /etc/smolotchi-release /etc/systemd/system/smolotchi-.service.d;"
                        + " printf '%s' \"$1\" >/etc/smolotchi-release/release.yaml;"
                        + " printf '[Service]\\nRestartSec=200ms\\n' >/etc/systemd/system/smolotchi-.service.d/quick.conf; sync",
                "sh",
                lines("health:", "  deadline: " + deadline + "s", "  steady: " + steady + "s") + lines(settings));
    }

    String tree(String version) {
        return VERSIONS + "/smolotchi-" + version;
    }

    String archive(String version) {
        return tree(version) + ".tar.gz";
    }

    String program() {
        return program;
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

    /** An operation that has ended is still noted beside the releases for a moment, by the service that carried it out. */
    void awaitsTheEndOfRuns() {
        host.execOk(
                "sh",
                "-c",
                "for i in $(seq 200); do systemctl list-units --plain --no-legend --state=active,activating,deactivating"
                        + " 'smolotchi-release-run-*.service' | grep -q . || exit 0; sleep 0.1; done; exit 1");
    }

    /** Their numbers, one a line; blank when nothing is open. */
    String openJournals() {
        return host.exec("ls", "/var/lib/smolotchi-release/open").stdout();
    }

    boolean isActive(String unit) {
        return host.exec("systemctl", "is-active", unit).stdout().strip().equals("active");
    }

    /** What lies beside the releases too: whole ones, parts and descriptions, with the time of each. */
    String releases() {
        return host.execOk("find", "/opt/smolotchi/releases", "-mindepth", "1", "-maxdepth", "2", "-printf", "%p %T@\n")
                .stdout();
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
