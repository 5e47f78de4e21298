package io.smolotchi.release.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smolotchi.release.descriptor.Application.Check;
import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refused;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ApplicationTest {

    private static final Application DEFAULTS = Application.defaults();

    @Test
    void options_take_the_place_of_settings() {
        Application application = DEFAULTS.with(Map.of(
                "user", "pi",
                "python", "/usr/local/bin/python3.12",
                "web-bind", "0.0.0.0",
                "web-port", "8081",
                "web-server", "gunicorn",
                "display", "false"));

        assertThat(application.user()).isEqualTo("pi");
        assertThat(application.group()).isEqualTo("pi");
        assertThat(application.python().interpreter()).contains("/usr/local/bin/python3.12");
        assertThat(application.web()).isEqualTo(new Application.Web("0.0.0.0", 8081, "gunicorn"));
        assertThat(application.units().withDisplay()).isFalse();
        assertThat(application.health().checks())
                .containsExactly(new Check.Http("web", "http://127.0.0.1:8081/", 200, 399));
    }

    @Test
    void no_options_change_nothing() {
        assertThat(DEFAULTS.with(Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void a_group_of_its_own_stays() {
        assertThat(SettingsFile.parse("group: staff").with(Map.of("user", "pi")).group())
                .isEqualTo("staff");
    }

    @Test
    void every_wrong_option_is_named_at_once() {
        Refused refused = catchThrowableOfType(
                Refused.class,
                () -> DEFAULTS.with(Map.of("web-port", "0", "web-bnd", "x", "user", "root", "display", "maybe")));

        assertThat(refused.refusals()).hasSize(4).allMatch(refusal -> refusal.code() == Code.VALUE_MALFORMED);
        assertThat(refused.getMessage()).contains("did you mean 'web-bind'?");
    }

    @Test
    void the_user_can_never_be_root() {
        assertThat(catchThrowableOfType(Refused.class, () -> DEFAULTS.with(Map.of("user", "root"))))
                .isNotNull();
    }

    @Property(tries = 2_000)
    void an_accepted_option_holds_no_character_that_means_something_to_systemd(
            @ForAll("options") String name, @ForAll @StringLength(max = 20) String value) {
        Application application;
        try {
            application = DEFAULTS.with(Map.of(name, value));
        } catch (Refused refused) {
            return;
        }
        String all = application.user() + application.group() + application.web() + application.python();
        assertThat(all).doesNotContainPattern("[\\n\\r\\x00%$\"'\\\\;]");
        assertThat(value).doesNotContain(" ").doesNotContain("\t");
    }

    @Provide
    Arbitrary<String> options() {
        return Arbitraries.of("user", "python", "web-bind", "web-port", "web-server", "display");
    }

    @Test
    void json_reads_back_to_the_same_settings() {
        List<Application> applications = List.of(
                DEFAULTS, DEFAULTS.with(Map.of("user", "pi", "python", "/usr/bin/python3")), SettingsFile.parse("""
                        policy: {groups: [video], capabilities: [CAP_NET_RAW]}
                        units: {modules: {smolotchi-web.service: other.web}}
                        health:
                          interval: 250ms
                          checks:
                            - {http: "http://127.0.0.1:1/", expect: 204, deadline: 3s, optional: true}
                            - {tcp: "127.0.0.1:2"}
                            - {command: [/bin/true]}
                        """));

        for (Application application : applications) {
            assertThat(ApplicationJson.read(ApplicationJson.write(application))).isEqualTo(application);
        }
    }

    @Test
    void equal_settings_have_equal_json() {
        assertThat(ApplicationJson.write(SettingsFile.parse(""))).isEqualTo(ApplicationJson.write(DEFAULTS));
    }

    @Test
    void a_setting_that_an_older_program_did_not_know_has_its_default() {
        assertThat(ApplicationJson.read("{\"user\":\"pi\",\"web\":{\"port\":81},\"gone\":1}"))
                .satisfies(read -> {
                    assertThat(read.user()).isEqualTo("pi");
                    assertThat(read.web().port()).isEqualTo(81);
                    assertThat(read.web().bind()).isEqualTo("127.0.0.1");
                    assertThat(read.retention()).isEqualTo(DEFAULTS.retention());
                });
    }
}
