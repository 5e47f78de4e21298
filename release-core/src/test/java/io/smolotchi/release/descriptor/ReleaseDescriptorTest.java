package io.smolotchi.release.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.descriptor.Application.Check;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseDescriptorTest {

    @Test
    void a_release_may_say_nothing(@TempDir Path release) {
        assertThat(ReleaseDescriptor.read(release)).isEqualTo(ReleaseDescriptor.none());
    }

    @Test
    void all_that_it_may_say() {
        ReleaseDescriptor descriptor = ReleaseDescriptor.parse("""
                version: 1.10
                units:
                  directory: deploy/units
                  install: [smolotchi-mood.service]
                  optional: [smolotchi-mood.service]
                  drop-ins:
                    hardening.conf: [smolotchi-core.service, smolotchi-web.service]
                python:
                  venv: true
                  requirements: requirements.txt
                  wheels: wheels
                health:
                  deadline: 2m
                  checks:
                    - {http: "http://127.0.0.1:8080/ready", expect: 200}
                state:
                  snapshot: [events.db]
                  rollback-floor: 1.8.0
                ignore: ["*.pyc", docs]
                """);

        assertThat(descriptor.version()).contains(Version.of("1.10"));
        assertThat(descriptor.units().directory()).isEqualTo("deploy/units");
        assertThat(descriptor.units().dropIns().get("hardening.conf"))
                .containsExactly("smolotchi-core.service", "smolotchi-web.service");
        assertThat(descriptor.python().requirements()).contains("requirements.txt");
        assertThat(descriptor.health().deadline()).contains(Duration.ofMinutes(2));
        assertThat(descriptor.state().rollbackFloor()).contains(Version.of("1.8.0"));
        assertThat(descriptor.ignore()).containsExactly("*.pyc", "docs");
    }

    @Test
    void an_unknown_key_names_its_line_and_what_may_be_meant() {
        List<Refusal> refusals = refusals("version: 1.0.0\n\nunits:\n  directory: x\n\n\nhelth: {}\n");

        assertThat(refusals).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.DESCRIPTOR_INVALID);
            assertThat(refusal.what()).isEqualTo("release.yaml:7: unknown key 'helth' (did you mean 'health'?)");
        });
    }

    @Test
    void what_could_leave_the_release_is_refused() {
        assertThat(refusals("units: {directory: ../etc}")).hasSize(1);
        assertThat(refusals("units: {directory: /etc/systemd}")).hasSize(1);
        assertThat(refusals("state: {snapshot: [a/../../b]}")).hasSize(1);
        assertThat(refusals("units: {install: [\"x y.service\"]}")).hasSize(1);
        assertThat(refusals("version: ../x")).hasSize(1);
    }

    @Test
    void wheels_without_a_venv_are_refused() {
        assertThat(refusals("python: {wheels: wheels}"))
                .singleElement()
                .extracting(Refusal::what)
                .isEqualTo("release.yaml:1: python: requirements and wheels need venv: true");
    }

    @Test
    void a_link_is_not_followed(@TempDir Path release) throws IOException {
        Files.createSymbolicLink(release.resolve("release.yaml"), Path.of("/etc/hostname"));

        Refused refused = catchThrowableOfType(Refused.class, () -> ReleaseDescriptor.read(release));

        assertThat(refused.refusals())
                .singleElement()
                .extracting(Refusal::what)
                .isEqualTo("release.yaml:1: is not a regular file");
    }

    @Test
    void bytes_that_are_no_text_are_refused(@TempDir Path release) throws IOException {
        Files.write(release.resolve("release.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});

        Refused refused = catchThrowableOfType(Refused.class, () -> ReleaseDescriptor.read(release));

        assertThat(refused.refusals()).hasSize(1);
    }

    @Test
    void a_release_can_ask_for_more_and_not_for_less() {
        Application host = SettingsFile.parse("health: {deadline: 90s, steady: 30s}");
        ReleaseDescriptor release = ReleaseDescriptor.parse("""
                health: {deadline: 2m, steady: 1s, checks: [{tcp: "127.0.0.1:1"}]}
                units: {install: [smolotchi-mood.service, ssh.service], optional: [smolotchi-mood.service]}
                """);

        Application during = host.during(release);

        assertThat(during.health().deadline()).isEqualTo(Duration.ofMinutes(2));
        assertThat(during.health().steady()).isEqualTo(Duration.ofSeconds(30));
        assertThat(during.health().checks()).extracting(Check::name).containsExactly("tcp");
        assertThat(during.units().install())
                .contains("smolotchi-core.service", "smolotchi-mood.service")
                .doesNotContain("ssh.service");
        assertThat(during.units().optional()).contains("smolotchi-mood.service", "smolotchi-display.service");
    }

    @Test
    void checks_of_the_host_are_not_replaced_by_those_of_a_release() {
        Application host = SettingsFile.parse("health: {checks: [{tcp: \"127.0.0.1:1\", name: a}]}");
        ReleaseDescriptor release = ReleaseDescriptor.parse(
                "health: {checks: [{tcp: \"127.0.0.1:2\", name: a}, {tcp: \"127.0.0.1:3\", name: b}]}");

        assertThat(host.during(release).health().checks())
                .containsExactly(new Check.Tcp("a", "127.0.0.1", 1), new Check.Tcp("b", "127.0.0.1", 3));
    }

    private static List<Refusal> refusals(String yaml) {
        return catchThrowableOfType(Refused.class, () -> ReleaseDescriptor.parse(yaml))
                .refusals();
    }
}
