package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.Status;
import io.smolotchi.release.shell.line.Completions;
import io.smolotchi.release.shell.line.Parser;
import jakarta.validation.Validator;
import java.util.Arrays;
import java.util.Optional;
import org.jline.reader.LineReader;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.shell.core.autoconfigure.JLineShellAutoConfiguration;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.core.command.annotation.Command;
import org.springframework.shell.core.command.annotation.support.CommandFactoryBean;
import org.springframework.shell.core.command.exit.ExitStatusExceptionMapper;

/** The Spring Shell application: its line reader and its command registry, without its runners, its parser and its one-shot mode. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(JLineShellAutoConfiguration.class)
class InteractiveShell {

    @Bean
    ReleaseCommands releaseCommands(Lines lines) {
        return new ReleaseCommands(lines);
    }

    /** Ours: the starter's would load its built-in commands, and with them the validation provider. */
    @Bean
    CommandRegistry commandRegistry(ApplicationContext context) {
        CommandRegistry registry = new CommandRegistry();
        Arrays.stream(ReleaseCommands.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Command.class))
                .forEach(method -> {
                    CommandFactoryBean factory = new CommandFactoryBean(method);
                    factory.setApplicationContext(context);
                    registry.registerCommand(factory.getObject());
                });
        return registry;
    }

    @Bean
    Validator validator() {
        return new NoConstraints();
    }

    @Bean(ReleaseCommands.EXIT)
    ExitStatusExceptionMapper exitStatusOfCommands() {
        return CommandEnded::status;
    }

    @Bean
    LineParser commandParser(Lines lines) {
        return new LineParser(new Parser(lines.console().verbs().grammar()));
    }

    @Bean
    ReleaseCompleter commandCompleter(CommandRegistry registry, Lines lines) {
        KnownNames names = new KnownNames(lines::inquiries);
        return new ReleaseCompleter(
                registry, new Completions(lines.console().verbs().grammar(), names));
    }

    @Bean
    Prompt prompt(Lines lines) {
        return new Prompt(() -> status(lines));
    }

    private static Optional<Status> status(Lines lines) {
        try {
            return Optional.of(lines.inquiries().status());
        } catch (RuntimeException e) {
            // The prompt must come up on a broken machine too: it is where it gets repaired.
            LoggerFactory.getLogger(InteractiveShell.class).warn("no status for the prompt", e);
            return Optional.empty();
        }
    }

    @Bean
    Loop loop(LineReader reader, LineParser parser, CommandRegistry registry, Lines lines, Prompt prompt) {
        reader.setVariable(LineReader.HISTORY_IGNORE, "*\\://*\\:*@*");
        return new Loop(reader, parser, registry, lines, prompt);
    }
}
