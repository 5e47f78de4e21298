package io.smolotchi.release.shell.command;

import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Screen;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.Verb;
import io.smolotchi.release.shell.line.Form;
import io.smolotchi.release.shell.line.Group;
import io.smolotchi.release.shell.line.Option;
import io.smolotchi.release.shell.line.Shape;
import io.smolotchi.release.shell.output.ServedView;
import java.time.Duration;

/** {@code operator}: reads and changes for others on this machine, who ask over the system bus. Started by the bus, not by people. */
public final class Operator implements Verb {

    public static final String SUMMARY = "Read and change for whoever asks over the system bus and may";

    private static final int IDLE_SECONDS = 120;
    private static final int DAY = 86_400;

    @Override
    public Form form() {
        return Form.of("operator", Group.MACHINE, SUMMARY)
                .option(Option.valued(
                        "idle", "SECONDS", new Shape.Count(1, DAY), "After how long without a call it ends"))
                .hidden()
                .exits(3, 6)
                .look();
    }

    @Override
    public Answer run(Session session) {
        Duration idle = Duration.ofSeconds(session.values().number("idle").orElse(IDLE_SECONDS));
        Thread serving = Thread.currentThread();
        try (Screen.Interruption _ = session.screen().onInterrupt(_ -> serving.interrupt())) {
            session.serve(idle);
        }
        return new Answer(new ServedView(idle), ExitCode.DONE);
    }
}
