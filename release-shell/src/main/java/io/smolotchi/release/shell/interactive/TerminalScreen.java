package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Screen;
import io.smolotchi.release.shell.output.Look;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** The terminal of an interactive session, for data and everything else alike. */
final class TerminalScreen implements Screen {

    private final Supplier<Terminal> terminal;
    private final Map<String, String> environment;

    /** @param terminal made by the application that this screen is a part of, and so later than it */
    TerminalScreen(Supplier<Terminal> terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.out;
    }

    @Override
    public Look outLook(boolean plain) {
        int width = terminal.get().getWidth();
        return new Look(
                width > 0 ? width : 80,
                !plain && animated(),
                System.out.charset().equals(StandardCharsets.UTF_8)
                        && !environment
                                .getOrDefault("SMOLOTCHI_RELEASE_ASCII", "")
                                .equals("1"),
                Instant.now(),
                ZoneId.systemDefault());
    }

    @Override
    public Look errLook(boolean plain) {
        return outLook(plain);
    }

    @Override
    public boolean endsWithCommand() {
        return false;
    }

    @Override
    public boolean animated() {
        return !terminal.get().getType().startsWith("dumb")
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    @Override
    public boolean canAsk() {
        return true;
    }

    /** With a reader of its own, so that answers are not in the history. */
    @Override
    public Optional<String> ask(String question) {
        LineReader reader = LineReaderBuilder.builder().terminal(terminal.get()).build();
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        reader.setVariable(LineReader.DISABLE_COMPLETION, true);
        try {
            return Optional.of(reader.readLine(question));
        } catch (UserInterruptException e) {
            return Optional.empty();
        } catch (EndOfFileException e) {
            return Optional.of("");
        }
    }

    @Override
    public Interruption onInterrupt(Consumer<ExitCode> action) {
        Terminal.SignalHandler before =
                terminal.get().handle(Terminal.Signal.INT, _ -> action.accept(ExitCode.INTERRUPTED));
        return () -> terminal.get().handle(Terminal.Signal.INT, before);
    }
}
