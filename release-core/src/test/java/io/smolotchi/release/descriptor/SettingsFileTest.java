package io.smolotchi.release.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

class SettingsFileTest {

    @Test
    void a_host_without_settings_has_those_of_smolotchi(@TempDir Path root) {
        Application application = SettingsFile.read(new HostRoot(root));

        assertThat(application).isEqualTo(Application.defaults());
        assertThat(application.directories().current()).isEqualTo("/opt/smolotchi/current");
        assertThat(application.units().install())
                .containsExactlyInAnyOrder(
                        "smolotchi-core.service",
                        "smolotchi-ai-worker.service",
                        "smolotchi-web.service",
                        "smolotchi-display.service",
                        "smolotchi-prune.service",
                        "smolotchi-prune.timer");
        assertThat(application.health().checks())
                .containsExactly(new Check.Http("web", "http://127.0.0.1:8080/", 200, 399));
    }

    @Test
    void an_empty_file_changes_nothing() {
        assertThat(SettingsFile.parse("")).isEqualTo(Application.defaults());
        assertThat(SettingsFile.parse("# nothing\n")).isEqualTo(Application.defaults());
        assertThat(SettingsFile.parse("web:\n")).isEqualTo(Application.defaults());
    }

    @Test
    void the_file_below_the_root_is_read(@TempDir Path root) throws IOException {
        Path file = root.resolve("etc/smolotchi-release/release.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "retention: {keep: 7, minimum-age: 36h}\nlayout: resolved\n");

        Application application = SettingsFile.read(new HostRoot(root));

        assertThat(application.retention().keep()).isEqualTo(7);
        assertThat(application.retention().minimumAge()).isEqualTo(Duration.ofHours(36));
        assertThat(application.retention().keepFailed())
                .isEqualTo(Application.defaults().retention().keepFailed());
        assertThat(application.layout()).isEqualTo(Layout.RESOLVED);
    }

    @Test
    void the_built_in_check_follows_the_web_page() {
        assertThat(SettingsFile.parse("web: {bind: '::', port: 9000}").health().checks())
                .containsExactly(new Check.Http("web", "http://[::1]:9000/", 200, 399));
    }

    @Test
    void checks_that_are_named_stay_as_they_are() {
        Application application = SettingsFile.parse("""
                web: {port: 9000}
                health:
                  steady: 5s
                  checks:
                    - http: http://127.0.0.1:9000/ping
                      expect: 204
                      deadline: 2m
                    - {tcp: "[::1]:22", name: ssh, optional: true}
                    - command: [/usr/bin/true, "two words"]
                """);

        List<Check> checks = application.health().checks();
        assertThat(checks).extracting(Check::name).containsExactly("http", "ssh", "command");
        assertThat(checks.get(0).limits().deadline(application.health())).isEqualTo(Duration.ofMinutes(2));
        assertThat(checks.get(0).limits().steady(application.health())).isEqualTo(Duration.ofSeconds(5));
        assertThat(checks.get(1).limits().optional()).isTrue();
        assertThat(((Check.Command) checks.get(2)).command()).containsExactly("/usr/bin/true", "two words");
    }

    @Test
    void another_application_has_directories_user_and_prefix_of_its_own() {
        Application application = SettingsFile.parse("name: tortoise\nunits: {install: [tortoise-web.service]}\n");

        assertThat(application.directories().base()).isEqualTo("/opt/tortoise");
        assertThat(application.user()).isEqualTo("tortoise");
        assertThat(application.unitPrefix()).isEqualTo("tortoise-");
        assertThat(application.units().modules()).isEmpty();
    }

    @Test
    void every_mistake_is_shown_at_once_with_its_line() {
        assertThat(refusals("""
                        helth:
                          interval: 1s
                        web:
                          port: 70000
                          bind: "127.0.0.1 evil"
                        retention:
                          keep: 0
                          minimum-age: 3 days
                        policy:
                          capabilities: [CAP_NET_RAW, net_raw]
                        user: root
                        """))
                .extracting(Refusal::what)
                .containsExactly(
                        PATH + "1: unknown key 'helth' (did you mean 'health'?)",
                        PATH + "4: 'port': '70000' is not a number from 1 to 65535",
                        PATH + "5: 'bind': '127.0.0.1 evil' is not an IP address or a host name",
                        PATH + "7: 'keep': '0' is not a number from 1 to 1000",
                        PATH + "8: 'minimum-age': '3 days' is not a duration such as 500ms, 10s, 5m, 1h30m or 7d,"
                                + " from 0s to 3650d",
                        PATH + "10: 'capabilities': 'net_raw' is not the name of a capability such as CAP_NET_RAW",
                        PATH + "11: 'user': 'root' is not the name of a user or group other than root: lower-case"
                                + " letters, digits, '_' and '-', at most 31");
    }

    @Test
    void rules_over_several_values_are_checked_too() {
        assertThat(refusals("directories: {base: /opt/x, state: /opt/x/state}"))
                .singleElement()
                .extracting(Refusal::what)
                .asString()
                .contains("must not lie inside each other");
        assertThat(refusals("units: {install: [sshd.service]}"))
                .singleElement()
                .extracting(Refusal::what)
                .asString()
                .contains("'sshd.service' does not begin with 'smolotchi-'");
        assertThat(refusals("unit-prefix: smolotchi-release-")).hasSize(1);
        assertThat(refusals("health: {checks: [{tcp: 'a:1'}, {tcp: 'b:1'}]}"))
                .singleElement()
                .extracting(Refusal::what)
                .asString()
                .contains("same name");
    }

    @Test
    void a_key_that_is_given_twice_is_refused() {
        assertThat(refusals("user: a\nuser: b\n"))
                .extracting(Refusal::what)
                .containsExactly(PATH + "2: 'user' is given twice");
    }

    @Test
    void references_to_collections_and_tags_are_refused() {
        assertThat(refusals("policy: {users: &a [x, y], groups: *a}")).hasSize(1);
        assertThat(refusals("user: !!java.net.URL [\"http://127.0.0.1/\"]")).hasSize(1);
        assertThat(refusals("user: !!java.io.File x")).hasSize(1);
        assertThat(refusals("user: !!binary eA==")).hasSize(1);
        assertThat(refusals("<<: {user: a}")).isNotEmpty();
    }

    @Test
    void text_that_is_not_yaml_is_refused_with_its_line() {
        assertThat(refusals("user: a\nweb: {port: 1\n")).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(Code.SETTINGS_INVALID);
            assertThat(refusal.what()).startsWith(PATH + "3: is not YAML");
        });
        assertThat(refusals("- a\n- b\n")).hasSize(1);
        assertThat(refusals("user: a\n---\nuser: b\n")).hasSize(1);
        assertThat(refusals("user: [" + "[".repeat(500) + "]".repeat(501))).hasSize(1);
        assertThat(refusals("x: " + "y".repeat(100_000))).hasSize(1);
    }

    @Test
    void a_key_without_a_value_is_refused() {
        assertThat(refusals("user:\n")).extracting(Refusal::what).containsExactly(PATH + "1: 'user' has no value");
    }

    @Test
    void a_file_that_is_no_file_is_refused(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("etc/smolotchi-release/release.yaml"));

        assertThatThrownBy(() -> SettingsFile.read(new HostRoot(root)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is not a regular file");
    }

    private static final String PATH = SettingsFile.PATH + ":";

    private static List<Refusal> refusals(String yaml) {
        Refused refused = catchThrowableOfType(Refused.class, () -> SettingsFile.parse(yaml));
        assertThat(refused).as("a refusal of <%s>", yaml).isNotNull();
        return refused.refusals();
    }
}
