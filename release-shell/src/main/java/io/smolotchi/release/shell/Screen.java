package io.smolotchi.release.shell;

import io.smolotchi.release.shell.output.Look;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/** Where a command shows things and asks. */
public interface Screen {

    /** For data. */
    PrintStream out();

    /** For plans, progress, questions and errors. */
    PrintStream err();

    /** How data is shown. */
    Look outLook(boolean plain);

    /** How everything else is shown. */
    Look errLook(boolean plain);

    /** Whether the process ends when a command does; otherwise what it carries out goes on behind the next prompt. */
    boolean endsWithCommand();

    /** Whether a line may be drawn again and again. */
    boolean animated();

    /** Whether somebody sees the question and can answer it. */
    boolean canAsk();

    /** Empty when the answer was aborted. */
    Optional<String> ask(String question);

    /** Until closed, Ctrl-C and SIGTERM run the action, with the exit code that stands for them, instead of ending the program. */
    Interruption onInterrupt(Consumer<ExitCode> action);

    /** Closing it restores what an interruption did before. */
    interface Interruption extends AutoCloseable {
        @Override
        void close();
    }
}
