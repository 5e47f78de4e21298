package io.smolotchi.release.shell;

import io.smolotchi.release.shell.output.Look;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/** The process's own streams. */
final class StandardScreen implements Screen {

    private static final int USUAL_WIDTH = 80;

    private final Map<String, String> environment;

    /** Never closed: it is the process's standard input. */
    private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    private final boolean inIsTerminal = terminal(0);
    private final boolean outIsTerminal = terminal(1);
    private final boolean errIsTerminal = terminal(2);

    StandardScreen(Map<String, String> environment) {
        this.environment = environment;
    }

    /** What Linux names the file behind a descriptor; costs a system call where the native way costs fifty milliseconds of start-up. */
    static boolean terminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public PrintStream out() {
        return System.out;
    }

    @Override
    public PrintStream err() {
        return System.err;
    }

    @Override
    public Look outLook(boolean plain) {
        return look(outIsTerminal, plain, System.out);
    }

    @Override
    public Look errLook(boolean plain) {
        return look(errIsTerminal, plain, System.err);
    }

    private Look look(boolean terminal, boolean plain, PrintStream stream) {
        boolean dumb = "dumb".equals(environment.get("TERM"));
        boolean colour = terminal
                && !plain
                && !dumb
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Look(
                terminal ? width(environment) : Integer.MAX_VALUE,
                colour,
                unicode(environment, stream.charset()),
                Instant.now(),
                ZoneId.systemDefault());
    }

    /** The launcher measures the terminal; a process that was started without it assumes the usual width. */
    static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }

    /** The launcher gives Java a UTF-8 locale in any case, so that names stay intact, and says when the terminal's is another. */
    static boolean unicode(Map<String, String> environment, Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                && !environment.getOrDefault("SMOLOTCHI_RELEASE_ASCII", "").equals("1");
    }

    @Override
    public boolean endsWithCommand() {
        return true;
    }

    @Override
    public boolean animated() {
        return errIsTerminal
                && !"dumb".equals(environment.get("TERM"))
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    @Override
    public boolean canAsk() {
        return inIsTerminal && errIsTerminal;
    }

    @Override
    public Optional<String> ask(String question) {
        BlockingQueue<Optional<String>> answers = new ArrayBlockingQueue<>(2);
        // Before anybody can see the question, and answer it with Ctrl-C.
        Object interrupt = Signals.register("INT", () -> answers.offer(Optional.empty()));
        System.err.print(question);
        System.err.flush();
        // A read can't be interrupted: after Ctrl-C it is left to the end of the process, which comes next.
        Thread.ofPlatform().daemon().start(() -> answers.offer(Optional.of(line())));
        try {
            Optional<String> answer = answers.take();
            if (answer.filter(line -> !line.isEmpty()).isEmpty()) {
                System.err.println();
            }
            return answer.map(String::strip);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        } finally {
            Signals.unregister("INT", interrupt);
        }
    }

    /** With its end, which the terminal has shown already; empty at the end of the input. */
    private String line() {
        try {
            String line = in.readLine();
            return line == null ? "" : line + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }

    @Override
    public Interruption onInterrupt(Consumer<ExitCode> action) {
        Object interrupt = Signals.register("INT", () -> action.accept(ExitCode.INTERRUPTED));
        Object terminate = Signals.register("TERM", () -> action.accept(ExitCode.TERMINATED));
        return () -> {
            Signals.unregister("INT", interrupt);
            Signals.unregister("TERM", terminate);
        };
    }
}
