package io.smolotchi.release.shell.flow;

import io.smolotchi.release.LogPage;
import io.smolotchi.release.shell.Answer;
import io.smolotchi.release.shell.ExitCode;
import io.smolotchi.release.shell.Screen;
import io.smolotchi.release.shell.Session;
import io.smolotchi.release.shell.output.LogView;
import io.smolotchi.release.shell.output.Page;
import io.smolotchi.release.shell.output.View;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Shows lines of a journal as they come, until it is interrupted: which is how it is meant to end. */
public final class LogFollower {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final int AT_MOST = 1_000;

    private final Session session;

    public LogFollower(Session session) {
        this.session = session;
    }

    public Answer follow(String unit, int lines) {
        BlockingQueue<ExitCode> interruption = new ArrayBlockingQueue<>(1);
        Page out = session.out();
        try (Screen.Interruption _ = session.screen().onInterrupt(interruption::offer)) {
            LogPage page = session.inquiries().log(unit, Optional.empty(), lines);
            while (true) {
                new LogView(page).print(out);
                out.flush();
                ExitCode left = interruption.poll(POLL.toMillis(), TimeUnit.MILLISECONDS);
                if (left != null) {
                    return new Answer(View.nothing(), left == ExitCode.INTERRUPTED ? ExitCode.DONE : left);
                }
                page = session.inquiries().log(unit, page.cursor(), AT_MOST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while following", e);
        }
    }
}
