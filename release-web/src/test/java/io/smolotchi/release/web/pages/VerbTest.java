package io.smolotchi.release.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smolotchi.release.catalog.Mark;
import io.smolotchi.release.catalog.Version;
import io.smolotchi.release.operation.Request;
import io.smolotchi.release.operation.Source;
import io.smolotchi.release.refusal.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerbTest {

    static Stream<Request> askable() {
        Version version = Version.of("1.0.0+x~1");
        return Stream.of(
                Request.Activate.of(version),
                new Request.Activate(version, true, Map.of()),
                Request.Rollback.nearest(),
                new Request.Rollback(Optional.of(version), Optional.empty(), Optional.empty(), true),
                new Request.Redo(),
                new Request.Redo(true, Optional.empty()),
                new Request.Stage(new Source.Upload("0123456789abcdef0123456789abcdef"), Optional.of(version)),
                new Request.Stage(new Source.Upload("0123456789abcdef0123456789abcdef"), Optional.empty()),
                new Request.Prune(Optional.empty(), false),
                new Request.Prune(Optional.of(3), false),
                new Request.Schedule(Optional.of("Sun 04:00")),
                new Request.Schedule(Optional.empty()),
                new Request.Marking(version, Mark.Kind.PINNED, true),
                new Request.Marking(version, Mark.Kind.PINNED, false),
                new Request.Marking(version, Mark.Kind.BAD, true),
                new Request.Marking(version, Mark.Kind.BAD, false),
                new Request.Mend(),
                new Request.Masking("smolotchi-display.service", true),
                new Request.Masking("smolotchi-display.service", false),
                new Request.Recover(false),
                new Request.Recover(true),
                new Request.Recover(true, true));
    }

    @ParameterizedTest
    @MethodSource("askable")
    void what_an_address_says_is_what_is_asked(Request request) {
        Verb verb = Verb.of(request).orElseThrow();

        assertThat(Verb.parse(verb.word(), verb.parameters())).isEqualTo(request);
    }

    @Test
    void a_path_on_this_machine_can_not_be_asked_from_a_page() {
        assertThat(Verb.of(new Request.Stage(new Source.Local("/srv/x"), Optional.empty())))
                .isEmpty();
        assertThatThrownBy(() -> Verb.parse("stage", Map.of("source", "/srv/x")))
                .isInstanceOf(Refused.class);
    }
}
