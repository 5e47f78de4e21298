package io.smolotchi.release.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.smolotchi.release.refusal.Code;
import io.smolotchi.release.refusal.Refusal;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.command.Commands;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private final Parser parser = new Parser(Commands.all().grammar());

    private Values parse(String... words) {
        return parser.parse(List.of(words));
    }

    private static List<Code> codes(Throwable thrown) {
        return ((Refused) thrown).refusals().stream().map(Refusal::code).toList();
    }

    @Test
    void values_stay_as_they_were_given() {
        Values values = parse("stage", " a  b\t'c' \"d\" ü\u00a0", "--reason", "-1 \\ $x", "--version=1.0+a");

        assertThat(values.operand()).isEqualTo(" a  b\t'c' \"d\" ü\u00a0");
        assertThat(values.option("reason")).contains("-1 \\ $x");
        assertThat(values.option("version")).contains("1.0+a");
    }

    @Test
    void two_hyphens_end_the_options() {
        Values values = parse("stage", "--yes", "--", "--odd");

        assertThat(values.operands()).containsExactly("--odd");
        assertThat(values.flag("yes")).isTrue();
    }

    @Test
    void options_may_stand_before_the_command() {
        Values values = parse("--root", "/", "--json", "schedule", "status");

        assertThat(values.form().name()).isEqualTo("schedule status");
        assertThat(values.option("root")).contains("/");
        assertThat(values.flag("json")).isTrue();
    }

    @Test
    void a_value_may_look_like_a_command() {
        assertThat(parse("pin", "1.0", "--reason", "list").option("reason")).contains("list");
        assertThat(parse("--reason", "list", "pin", "1.0").form().name()).isEqualTo("pin");
    }

    @Test
    void short_options_mean_the_long_ones() {
        assertThat(parse("list", "-q").flag("quiet")).isTrue();
        assertThat(parse("pin", "-y", "-n", "1.0").options()).containsKeys("yes", "dry-run");
    }

    @Test
    void all_that_is_wrong_is_reported_together() {
        assertThatThrownBy(() -> parse("activate", "../x", "--nope", "--reason"))
                .isInstanceOf(Refused.class)
                .satisfies(thrown -> assertThat(codes(thrown))
                        .containsExactly(Code.OPTION_UNKNOWN, Code.VALUE_MALFORMED, Code.VERSION_MALFORMED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frobnicate",
                "schedule",
                "schedule frob",
                "list extra",
                "list --yes",
                "list --json=true",
                "show",
                "show @0",
                "show @x",
                "show ../x",
                "prune --keep 0",
                "prune --keep many",
                "prune --keep",
                "prune --keep 1 --keep 2",
                "history --outcome fine",
                "rollback --before someday",
                "explain NOPE",
                "--root /no/such/directory list",
                "--root",
                "-x list",
                "watch 17",
            })
    void a_malformed_line_is_a_usage_error(String line) {
        assertThatThrownBy(() -> parser.parse(List.of(line.split(" ", -1))))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> assertThat(refused.refusals())
                        .isNotEmpty()
                        .allMatch(refusal -> refusal.code().kind() == Code.Kind.USAGE));
    }

    @Test
    void a_near_miss_is_pointed_out() {
        assertThatThrownBy(() -> parse("rollbak")).hasMessageContaining("did you mean 'rollback'?");
        assertThatThrownBy(() -> parse("activate", "1.0", "--forec")).hasMessageContaining("did you mean '--force'?");
        assertThatThrownBy(() -> parse("shedule", "status")).hasMessageContaining("did you mean 'schedule status'?");
        assertThatThrownBy(() -> parse("shedule", "statsu")).hasMessageContaining("did you mean 'schedule status'?");
        assertThatThrownBy(() -> parse("unit")).hasMessageContaining("did you mean 'units'?");
        assertThatThrownBy(() -> parse("units", "dif")).hasMessageContaining("did you mean 'units diff'?");
        assertThatThrownBy(() -> parse("units", "--json")).hasMessageNotContaining("did you mean");
        assertThatThrownBy(() -> parse("frobnicate", "diff")).hasMessageNotContaining("did you mean");
    }

    @Test
    void what_is_repeated_in_a_message_can_not_move_the_cursor() {
        assertThatThrownBy(() -> parse("\u001b[2Jlist")).hasMessageNotContaining("\u001b");
        assertThatThrownBy(() -> parse("list", "--x\u001b[2J")).hasMessageNotContaining("\u001b");
    }

    @Test
    void help_is_understood_without_the_words_that_a_command_needs() {
        assertThat(parse("activate", "--help").flag("help")).isTrue();
        assertThat(parse("--help").form().name()).isEqualTo("help");
        assertThat(parse("--version").form().name()).isEqualTo("version");
        assertThat(parse("help", "schedule", "enable").operands()).containsExactly("schedule", "enable");
    }

    @Test
    void options_alone_are_those_of_a_session() {
        assertThat(Parser.isSession(List.of())).isTrue();
        assertThat(Parser.isSession(List.of("--root", "/x"))).isTrue();
        assertThat(Parser.isSession(List.of("--root", "/x", "list"))).isFalse();
        assertThat(Parser.isSession(List.of("--help"))).isFalse();
    }

    @Test
    void every_form_is_well_formed() {
        for (Form form : Commands.all().grammar().forms()) {
            assertThat(form.summary()).as(form.name()).isNotBlank().doesNotEndWith(".");
            if (!form.hidden()) {
                assertThat(form.about()).as("the long help of %s", form.name()).isNotBlank();
                assertThat(form.examples()).as("examples of %s", form.name()).isNotEmpty();
            }
            assertThat(form.accepted().stream().map(Option::name))
                    .as(form.name())
                    .doesNotHaveDuplicates();
            assertThat(form.accepted().stream().flatMap(option -> option.letter().stream()))
                    .as(form.name())
                    .doesNotHaveDuplicates();
            form.examples().forEach(example -> {
                List<String> words = Words.of(example.line());
                Stream<String> there = words.stream().map(word -> word.startsWith("~/") ? "/" : word);
                assertThat(parser.parse(there.toList()).form())
                        .as(example.line())
                        .isEqualTo(form);
            });
        }
    }
}
