package io.smolotchi.release.shell;

import io.smolotchi.release.shell.output.Look;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A screen that keeps what is written on it, and answers what it was told to. */
final class Recorder implements Screen {

    static final Instant NOW = Instant.parse("2026-10-02T12:00:00Z");
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(outBytes, true, StandardCharsets.UTF_8);
    private final PrintStream err = new PrintStream(errBytes, true, StandardCharsets.UTF_8);
    private final Deque<Optional<String>> answers = new ArrayDeque<>();
    private final List<String> questions = new ArrayList<>();
    private int width = 100;
    private boolean colour;
    private boolean unicode = true;
    private String again = "";
    private Optional<ExitCode> interruption = Optional.empty();

    Recorder width(int columns) {
        width = columns;
        return this;
    }

    /** The terminal shows nothing else. */
    Recorder ascii() {
        unicode = false;
        return this;
    }

    Recorder coloured() {
        colour = true;
        return this;
    }

    /** There is a terminal, at which this is typed. */
    Recorder answering(String answer) {
        answers.add(Optional.of(answer));
        return this;
    }

    /** There is a terminal, at which the question is aborted. */
    Recorder aborting() {
        answers.add(Optional.empty());
        return this;
    }

    Recorder interrupting(ExitCode how) {
        interruption = Optional.of(how);
        return this;
    }

    Recorder interruptingAgainAfter(String text) {
        again = text;
        return this;
    }

    String printed() {
        return outBytes.toString(StandardCharsets.UTF_8);
    }

    String complained() {
        return errBytes.toString(StandardCharsets.UTF_8);
    }

    List<String> questions() {
        return questions;
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public PrintStream err() {
        return err;
    }

    @Override
    public Look outLook(boolean plain) {
        return new Look(width, colour && !plain, unicode, NOW, ZONE);
    }

    @Override
    public Look errLook(boolean plain) {
        return outLook(plain);
    }

    @Override
    public boolean endsWithCommand() {
        return true;
    }

    @Override
    public boolean animated() {
        return false;
    }

    @Override
    public boolean canAsk() {
        return !answers.isEmpty();
    }

    @Override
    public Optional<String> ask(String question) {
        questions.add(question);
        return answers.remove();
    }

    @Override
    public Interruption onInterrupt(Consumer<ExitCode> action) {
        interruption.ifPresent(action);
        if (again.isEmpty()) {
            return () -> {};
        }
        Thread impatient = Thread.ofPlatform().start(() -> {
            while (!complained().contains(again)) {
                Thread.onSpinWait();
            }
            interruption.ifPresent(action);
        });
        return impatient::interrupt;
    }
}
