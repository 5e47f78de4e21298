package io.smolotchi.release.shell.interactive;

import io.smolotchi.release.Inquiries;
import io.smolotchi.release.descriptor.HostRoot;
import io.smolotchi.release.refusal.Refused;
import io.smolotchi.release.shell.Console;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.FrontDoor;
import io.smolotchi.release.shell.line.Parser;
import io.smolotchi.release.shell.line.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs lines of an interactive session: the options that the session was started with hold for each of them. */
public final class Lines {

    private final Console console;
    private final List<String> options;
    private final FrontDoor.Opener opener;

    /** @param options of the session, such as {@code --root DIR} */
    public Lines(Console console, List<String> options, FrontDoor.Opener opener) {
        this.console = console;
        this.opener = opener;
        this.options = List.copyOf(options);
    }

    Console console() {
        return console;
    }

    /** The root that the session is about, read only. */
    Inquiries inquiries() {
        Values values = new Parser(console.verbs().grammar())
                .parse(Stream.concat(options.stream(), Stream.of("status")).toList());
        HostRoot root = new HostRoot(Path.of(values.option("root").orElse("/")));
        return opener.open(root, false).inquiries();
    }

    ExitCode run(List<String> words) {
        return console.run(Stream.concat(options.stream(), words.stream()).toList());
    }

    ExitCode refuse(Refused refused) {
        return console.refuse(refused);
    }
}
