package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.line.Words;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.CommandExecutor;
import org.springframework.shell.core.command.CommandNotFoundException;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.JLineInputReader;

/** Reads lines and runs them until {@code exit} or Ctrl-D. Ctrl-C drops the line, not the shell. Ends with the exit code of the last command. */
final class Loop implements ApplicationRunner, ExitCodeGenerator {

    private final LineReader reader;
    private final LineParser parser;
    private final CommandRegistry registry;
    private final CommandExecutor executor;
    private final Lines lines;
    private final Prompt prompt;
    private int last;

    Loop(LineReader reader, LineParser parser, CommandRegistry registry, Lines lines, Prompt prompt) {
        this.reader = reader;
        this.parser = parser;
        this.registry = registry;
        this.executor = new CommandExecutor(registry);
        this.lines = lines;
        this.prompt = prompt;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        // Between two lines Ctrl-C would otherwise end the process; a command that can be interrupted says so itself.
        reader.getTerminal().handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_IGN);
        while (true) {
            String line;
            try {
                line = reader.readLine(prompt.text(last)).trim();
            } catch (UserInterruptException e) {
                last = ExitCode.INTERRUPTED.value();
                continue;
            } catch (EndOfFileException e) {
                return;
            }
            if (line.equals("exit") || line.equals("quit")) {
                return;
            }
            last = run(line);
        }
    }

    private int run(String line) {
        try {
            List<String> words = Words.of(line);
            return words.isEmpty() ? last : run(words);
        } catch (Refused unreadable) {
            return lines.refuse(unreadable).value();
        }
    }

    private int run(List<String> words) {
        CommandContext context = new CommandContext(
                parser.parse(words), registry, reader.getTerminal().writer(), new JLineInputReader(reader));
        try {
            return executor.execute(context).code();
        } catch (CommandNotFoundException e) {
            return lines.run(words).value();
        }
    }

    @Override
    public int getExitCode() {
        return last;
    }
}
