package io.smolotchi.release.shell;

import io.smolotchi.release.shell.command.Commands;
import io.smolotchi.release.shell.interactive.Interactive;
import io.smolotchi.release.shell.line.Parser;
import io.smolotchi.release.shell.logging.Destination;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * With a command: runs it and exits with its code. Without one: the interactive console on a terminal, else the lines of standard input. Spring is
 * loaded for the interactive console alone.
 */
public final class Main {

    private Main() {}

    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        Map<String, String> environment = System.getenv();
        Destination.choose(words, environment);
        int exit = run(words, environment);
        System.out.flush();
        System.err.flush();
        System.exit(exit);
    }

    private static int run(List<String> words, Map<String, String> environment) throws IOException {
        Verbs verbs = Commands.all();
        String actor = new Actor(environment, Path.of("/")).name();
        if (Parser.isSession(words) && StandardScreen.terminal(0) && StandardScreen.terminal(1)) {
            return Interactive.run(verbs, words, CoreDoor::open, actor, environment);
        }
        Console console = new Console(verbs, new StandardScreen(environment), CoreDoor::open, actor);
        if (!Parser.isSession(words)) {
            return console.run(words).value();
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return new Script(console, words).run(lines).value();
    }
}
