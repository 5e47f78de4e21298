package io.smolotchi.release.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.plan.AnyValue;
import io.smolotchi.release.refusal.Refused;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;

class RequestJsonTest {

    @Property(tries = 600)
    void every_request_comes_back_from_its_json_as_it_was(@ForAll("requests") Request request) {
        assertThat(RequestJson.read(RequestJson.write(request))).isEqualTo(request);
    }

    @Provide
    Arbitrary<Request> requests() {
        return AnyValue.of(Request.class);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void each_verb_comes_back_and_is_named_in_its_json(Class<? extends Request> verb) {
        Request request = AnyValue.of(verb).sample();
        String json = RequestJson.write(request);
        assertThat(json).contains("\"verb\":\"" + verb.getSimpleName() + "\"");
        assertThat(RequestJson.read(json)).isEqualTo(request);
    }

    static Class<?>[] verbs() {
        return Request.class.getPermittedSubclasses();
    }

    @Test
    void each_verb_is_of_a_kind_of_its_own() {
        assertThat(Arrays.stream(verbs())
                        .map(verb -> ((Request) AnyValue.of(verb).sample()).kind()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_request_reads_the_way_that_the_interface_promises() {
        assertThat(RequestJson.read("{\"format\":1,\"verb\":\"Activate\",\"version\":\"1.4.2\",\"force\":true,"
                        + "\"settings\":{\"web-port\":\"8081\"}}"))
                .isEqualTo(new Request.Activate(new Version("1.4.2"), true, Map.of("web-port", "8081")));
        Source source = new Source.Git("https://example.org/app.git", "v1");
        assertThat(RequestJson.write(new Request.Stage(source, Optional.empty())))
                .contains("\"verb\":\"Stage\"", "\"verb\":\"Git\"", "\"ref\":\"v1\"");
    }

    @Test
    void a_request_of_a_newer_program_is_refused_by_its_number() {
        assertThatThrownBy(() -> RequestJson.read("{\"format\":2,\"verb\":\"Recover\",\"stranded\":false}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("format 2");
        assertThatThrownBy(() -> RequestJson.read("{\"verb\":\"Recover\",\"stranded\":false}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 100)
    void no_request_has_a_verb_that_is_not_known(@ForAll("otherVerbs") String verb) {
        assertThatThrownBy(() -> RequestJson.read("{\"format\":1,\"verb\":\"" + verb + "\"}"))
                .isInstanceOf(JacksonException.class);
    }

    @Provide
    Arbitrary<String> otherVerbs() {
        return Arbitraries.strings()
                .alpha()
                .withChars(".$")
                .filter(word -> Arrays.stream(verbs())
                        .noneMatch(verb -> verb.getSimpleName().equals(word)));
    }

    @Test
    void a_malformed_version_is_refused_when_a_request_is_read() {
        assertThatThrownBy(() -> RequestJson.read("{\"format\":1,\"verb\":\"Activate\",\"version\":\"../x\","
                        + "\"force\":false,\"settings\":{}}"))
                .hasStackTraceContaining("VERSION_MALFORMED");
    }
}
