package io.smolotchi.release.shell.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Parser;
import io.smolotchi.release.shell.line.Words;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.ParsedInput;
import org.springframework.shell.core.command.annotation.Command;

class AdaptersTest {

    private static List<Command> annotations() {
        return Arrays.stream(ReleaseCommands.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Command.class))
                .map(method -> method.getAnnotation(Command.class))
                .toList();
    }

    @Test
    void spring_shell_knows_the_same_commands_as_the_grammar() {
        List<String> grammar = Commands.all().grammar().shown().stream()
                .map(form -> form.name() + "|" + form.group().title() + "|" + form.summary())
                .toList();

        assertThat(annotations())
                .extracting(command ->
                        String.join(" ", command.name()) + "|" + command.group() + "|" + command.description())
                .containsExactlyInAnyOrderElementsOf(grammar);
    }

    @Test
    void every_adapter_keeps_the_exit_status() {
        assertThat(annotations())
                .allMatch(command -> command.exitStatusExceptionMapper().equals(ReleaseCommands.EXIT));
        assertThat(CommandEnded.status(new InvocationTargetException(new CommandEnded(ExitCode.BUSY)))
                        .code())
                .isEqualTo(6);
        assertThat(CommandEnded.status(new IllegalStateException("x")).code()).isEqualTo(1);
    }

    @Test
    void all_words_of_a_line_reach_the_command_as_they_were_typed() {
        LineParser parser = new LineParser(new Parser(Commands.all().grammar()));

        ParsedInput parsed = parser.parse("--json schedule enable --calendar 'Sun  04:00' -- \"--x\"");

        assertThat(parsed.commandName()).isEqualTo("schedule");
        assertThat(parsed.subCommands()).containsExactly("enable");
        assertThat(parsed.arguments())
                .extracting(CommandArgument::value)
                .containsExactly("--json", "--calendar", "Sun  04:00", "--", "--x");
    }

    @Test
    void a_command_that_does_not_exist_is_no_reason_to_fail() {
        LineParser parser = new LineParser(new Parser(Commands.all().grammar()));

        assertThat(parser.parse(Words.of("lsit -q")).commandName()).isEqualTo("lsit");
        assertThat(parser.parse(Words.of("--json")).commandName()).isEmpty();
    }

    @Test
    void hidden_commands_are_not_offered() {
        assertThat(Commands.all().grammar().forms())
                .filteredOn(Form::hidden)
                .extracting(Form::name)
                .containsExactlyInAnyOrder("run", "boot", "operator", "catalog migrate");
    }
}
